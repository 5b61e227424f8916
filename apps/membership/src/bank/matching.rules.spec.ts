import { enterpriseCodesIn, judge, monthIn, unitCodesIn, type Candidate } from './matching.rules';

it('finds numbers, codes and months in what payers write', () => {
  expect(enterpriseCodesIn('KPCD 0101234567 thang 7, SDT 02438123456')).toEqual(['0101234567']);
  expect(unitCodesIn('ĐOÀN PHÍ cong-ty-b quý 3')).toEqual(['cong-ty-b']);
  expect(['KPCĐ T7/2025', 'kinh phí tháng 07.2025', 'KPCD 7-2025', 'nộp KPCĐ'].map((text) => monthIn(text, '2025-08-05'))).toEqual(['2025-07', '2025-07', '2025-07', '2025-08']);
});

it('is sure only of one who is known by account or number and whose amount fits', () => {
  const candidate: Candidate = { kind: 'FUND', targetId: 'e', targetName: 'Công ty', byAccount: false, byCode: false, byName: false, openVnd: 100, month: '2025-07' };
  const confidence = (over: Partial<Candidate>, amount = 100) => judge([{ ...candidate, ...over }], amount).map((proposal) => proposal.confidence);
  expect([confidence({ byCode: true }), confidence({ byAccount: true }), confidence({ byCode: true }, 99), confidence({ byName: true }), confidence({}), confidence({}, 99)])
    .toEqual([['HIGH'], ['HIGH'], ['MEDIUM'], ['LOW'], ['LOW'], []]);
  expect(judge([{ ...candidate, byCode: true }, { ...candidate, targetId: 'f', byAccount: true }], 100).map((proposal) => proposal.confidence)).toEqual(['MEDIUM', 'MEDIUM']);
});
