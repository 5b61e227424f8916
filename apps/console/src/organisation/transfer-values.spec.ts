import { transferBody } from './transfer-values';

it('ORG-04: unions that are here are named by code, those that come in are described', () => {
  expect(transferBody({ direction: 'OUT', otherParty: 'Công đoàn Y tế Việt Nam', known: ['benh-vien-a', 'benh-vien-b'] })).toEqual({ direction: 'OUT', otherParty: 'Công đoàn Y tế Việt Nam', units: [{ unitCode: 'benh-vien-a' }, { unitCode: 'benh-vien-b' }] });
  expect(transferBody({ direction: 'IN', units: [{ unitCode: 'moi', name: 'CĐCS Mới' }] })).toEqual({ direction: 'IN', units: [{ unitCode: 'moi', name: 'CĐCS Mới' }] });
});
