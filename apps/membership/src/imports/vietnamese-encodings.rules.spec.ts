import fc from 'fast-check';
import { detectOldEncoding, fromOldEncoding, isSyllable } from './vietnamese-encodings.rules';

const NAMES = 'Nguyễn Văn Đức, Trần Thị Ánh Tuyết, Lê Hữu Phước, Đặng Quỳnh Như, Bùi Xuân Trường, Võ Hoàng Yến, Phạm Mỹ Lệ, Ngô Đình Thắng';
const TCVN3 = 'NguyÔn V¨n §øc, TrÇn ThÞ ¸nh TuyÕt, Lª H÷u Ph\u00adíc, §Æng Quúnh Nh\u00ad, Bïi Xu©n Tr\u00adêng, Vâ Hoµng YÕn, Ph¹m Mü LÖ, Ng« §×nh Th¾ng';
const VNI = 'Nguyeãn Vaên Ñöùc, Traàn Thò Aùnh Tuyeát, Leâ Höõu Phöôùc, Ñaëng Quyønh Nhö, Buøi Xuaân Tröôøng, Voõ Hoaøng Yeán, Phaïm Myõ Leä, Ngoâ Ñình Thaéng';

it('turns text of old fonts into Unicode', () => {
  // The old code has no capital Á of its own: its capitals lie in another font.
  expect(fromOldEncoding(TCVN3, 'TCVN3')).toBe(NAMES.replace('Ánh', 'ánh'));
  expect(fromOldEncoding(VNI, 'VNI')).toBe(NAMES);
});

it('tells them apart, and leaves Unicode and plain text alone', () => {
  expect([TCVN3, VNI, NAMES, NAMES.normalize('NFD'), 'Tran Thi Mau, Ha Noi', 'Hà, Lê, Tú, Bà'].map(detectOldEncoding)).toEqual(['TCVN3', 'VNI', 'UNICODE', 'UNICODE', 'UNICODE', 'UNICODE']);
  expect(detectOldEncoding('Ð¿Ó¾ ð»³¼ Ðøçêîñ ÐÑÒÓ ÿþýü çðñòóôÿ')).toBe('UNCLEAR');
});

it('leaves a cell alone that is Unicode already', () => {
  expect(fromOldEncoding('Nguyễn Văn Đức', 'TCVN3')).toBe('Nguyễn Văn Đức');
  fc.assert(fc.property(fc.string({ unit: 'binary-ascii' }), (text) => fromOldEncoding(text, 'VNI') === text && fromOldEncoding(text, 'TCVN3') === text));
});

it.each([['nguyễn', true], ['quỳnh', true], ['ngô', true], ['NguyÔn', false], ['xyz', false], ['ấà', false]])('%s can be a syllable: %s', (word, can) => {
  expect(isSyllable(word)).toBe(can);
});
