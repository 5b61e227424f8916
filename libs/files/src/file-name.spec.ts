import { contentDisposition, fileNameFromHeader, safeFileName } from './file-name';
import { FileNameInvalid } from './files.errors';

describe('the name in the header', () => {
  it('is percent-encoded UTF-8', () => {
    expect(fileNameFromHeader(encodeURIComponent('Quyết định 80.pdf'))).toBe('Quyết định 80.pdf');
    expect(fileNameFromHeader(undefined)).toBe('file');
  });

  it.each(['%E0%A4%A', 'Quyết định', 'x'.repeat(1001)])('is refused otherwise: %s', (header) => {
    expect(() => fileNameFromHeader(header)).toThrow(FileNameInvalid);
  });
});

describe('a name that is safe to save under', () => {
  it.each([
    ['Quyết định 80.pdf', 'Quyết định 80.pdf'],
    ['Quyết định 80.pdf'.normalize('NFD'), 'Quyết định 80.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['..\\..\\windows\\system32\\cmd.exe', 'cmd.exe.pdf'],
    ['/', 'file.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['...', 'file.pdf'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe.pdf'],
    ['a:b*c?.PDF', 'a_b_c_.pdf'],
    ['con.pdf', 'file.pdf'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(150)}.pdf`],
    ['scan.jpg', 'scan.jpg.pdf'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFileName(name, ['pdf'])).toBe(safe);
  });

  it('keeps either end of a kind that has two', () => {
    expect(safeFileName('a.JPEG', ['jpg', 'jpeg'])).toBe('a.jpeg');
    expect(safeFileName('a', ['jpg', 'jpeg'])).toBe('a.jpg');
  });
});

it('a download names its file for old clients and new ones, and nothing else', () => {
  expect(contentDisposition('Đơn "A" (1).pdf')).toBe('attachment; filename="Don _A_ (1).pdf"; filename*=UTF-8\'\'%C4%90%C6%A1n%20%22A%22%20%281%29.pdf');
  expect(contentDisposition('a\r\nx-evil: 1.pdf')).not.toMatch(/[\r\n]/);
});
