import type { HouseholdView } from '@doanket/contracts';
import { i18n } from '../i18n';
import { householdColumns } from './households.page';

const person = (personName: string, relation: HouseholdView['people'][number]['relation'], to: string | null = null) =>
  ({ personId: '01920000-0000-7000-8000-0000000000d1', personName, relation, from: '2020-01-01', to, isMember: false });
const home: HouseholdView = {
  id: '01920000-0000-7000-8000-0000000000d0', householdNo: 'HGD-00000012', unitCode: 'truong-a', unitName: 'CĐCS Trường A', address: null, openedOn: '2026-03-02', version: 1,
  people: [person('Trần Thị Mẫu', 'HOUSEHOLDER'), person('Lê Văn Con', 'CHILD'), person('Lê Văn Đi Xa', 'SPOUSE', '2024-12-31')],
};
const shown = (key: string) => householdColumns(i18n.t).find((column) => column.key === key)?.show(home);

it('WEL-02: counts and names who lives in the household now, not who left it', () => {
  expect([shown('no'), shown('head'), shown('people'), shown('address')]).toEqual(['HGD-00000012', 'Trần Thị Mẫu', '2', '–']);
  expect(shown('names')).toBe('Trần Thị Mẫu (Chủ hộ), Lê Văn Con (Con)');
});
