import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentTypeOf } from './content-type';
import { FileEmpty, FileTypeRefused } from './files.errors';
import { JPEG, office, PDF, PNG, WEBP, zip } from '../test/samples';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doanket-type-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function typeOf(bytes: Buffer | string, name = 'file'): Promise<string> {
  const path = join(folder, 'sample');
  writeFileSync(path, bytes);
  return contentTypeOf(path, name);
}

it.each<[string, Buffer | string, string]>([
  ['application/pdf', PDF, 'a.exe'],
  ['image/png', PNG, 'a.pdf'],
  ['image/jpeg', JPEG, 'a'],
  ['image/webp', WEBP, 'a'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', office('word'), 'a.zip'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', office('xl'), 'a.zip'],
  ['text/csv', 'mã;tên\r\n1;Ánh\n', 'a.CSV'],
  ['text/plain', 'Công đoàn\tThủ đô\n', 'a.txt'],
  ['text/plain', '\ufeffCông đoàn', 'a'],
])('%s is known by its content, whatever its name', async (type, bytes, name) => {
  expect(await typeOf(bytes, name)).toBe(type);
});

it.each<[string, Buffer | string]>([
  ['a plain archive', zip({ 'a.txt': 'x' })],
  ['a program', Buffer.from('\x7fELF\x02\x01\x01\x00', 'latin1')],
  ['a Windows program', Buffer.from('MZ\x90\x00\x03\x00', 'latin1')],
  ['a video, over whose headers detectors have looped', Buffer.from('1a45dfa3010000000000001f4286810142f7810142f2810442f381084282847765626d', 'hex')],
  ['a page', '<!DOCTYPE html><script>alert(1)</script>'],
  ['a drawing that may carry scripts', '  <svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['text in another encoding', Buffer.from([0x43, 0xf4, 0x6e, 0x67, 0x20, 0xff])],
  ['bytes', Buffer.from([0, 1, 2, 3])],
  ['a broken document', Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(64, 1)])],
  ['text that ends inside of a letter', Buffer.from('Đ').subarray(0, 1)],
])('%s is refused', async (_, bytes) => {
  await expect(typeOf(bytes, 'a.pdf')).rejects.toThrow(FileTypeRefused);
});

it('no bytes are refused', async () => {
  await expect(typeOf('')).rejects.toThrow(FileEmpty);
});
