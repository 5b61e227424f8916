import { runsOf } from './certificate.fonts';
import { type CertificatePage, certificatesPdf } from './certificate.pdf';
import { certificateNumber, isOwnNumber } from './certificate.rules';

const page: CertificatePage = {
  number: '0001/2023/CNG', issuerName: 'Liên đoàn Lao động thành phố Hà Nội', parentName: 'Tổng Liên đoàn Lao động Việt Nam', partner: null, awards: 'công nhận', name: 'Nguyễn Thị Ngọc Ánh Dương',
  unitName: 'Công đoàn cơ sở Công ty TNHH Điện tử Sông Lừ', titleName: 'Công nhân giỏi', period: 'Năm 2023', decision: 'Theo Quyết định số 1234/QĐ-LĐLĐ ngày 30/09/2023', place: 'Ngày 30/09/2023', signedBy: 'CHỦ TỊCH',
  checkUrl: 'https://doanket.example/kiem-tra/AbCdEfGhIjKlMnOpQrStUv',
};

it('AWD-04: numbers have place, year and mark; only our own form is ours', () => {
  expect(certificateNumber(1, 2023, 'CNG')).toBe('0001/2023/CNG');
  expect(certificateNumber(12_345, 2023, 'CNG')).toBe('12345/2023/CNG');
  expect(isOwnNumber('0001/2023/CNG', 2023, 'CNG')).toBe(true);
  expect(isOwnNumber('0001/2023/cng', 2023, 'CNG')).toBe(true);
  expect(isOwnNumber('001/2023/CNG', 2023, 'CNG')).toBe(false);
  expect(isOwnNumber('0001/2022/CNG', 2023, 'CNG')).toBe(false);
  expect(isOwnNumber('0001/CNG-LĐLĐ', 2023, 'CNG')).toBe(false);
});

it('draws each character with the file that has it, whatever its normal form', () => {
  expect(runsOf('Đế', 600)).toEqual([{ font: 'vietnamese-600', text: 'Đế' }]);
  expect(runsOf('Hà Nội', 400)).toEqual([{ font: 'latin-400', text: 'Hà N' }, { font: 'vietnamese-400', text: 'ộ' }, { font: 'latin-400', text: 'i' }]);
  expect(runsOf('Nội'.normalize('NFD'), 400)).toEqual(runsOf('Nội', 400));
});

it('AWD-04: makes one page per certificate, long names included', async () => {
  const long = { ...page, number: '0002/2023/CNG', name: 'Tập thể Phân xưởng Cơ điện và Tổ sửa chữa thiết bị số 3 thuộc Xí nghiệp Xây lắp công trình giao thông Phù Đổng', partner: 'Phòng, Sở Giáo dục và Đào tạo' };
  const chunks: Buffer[] = [];
  for await (const chunk of certificatesPdf([page, long], 'x') as unknown as AsyncIterable<Buffer>) chunks.push(chunk);
  const pdf = Buffer.concat(chunks);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
});
