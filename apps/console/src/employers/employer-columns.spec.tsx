import type { EmployerView } from '@doanket/contracts';
import { i18n } from '../i18n';
import { employerColumns } from './employer-columns';

const employer: EmployerView = {
  id: '01920000-0000-7000-8000-000000000080', enterpriseCode: '0101234567', insuranceUnit: null, name: 'Công ty Mẫu', address: null, ward: null, keeperCode: 'ha-noi', standing: null, unions: [], version: 1,
  workforce: { id: '01920000-0000-7000-8000-000000000081', countedOn: '2025-06-30', source: 'UNION_SURVEY', workers: 0, insuredWorkers: null, womenWorkers: null, insuredPayrollVnd: null },
};
const shown = (key: string, row: EmployerView) => employerColumns(i18n.t).find((column) => column.key === key)?.show(row);

it('says zero where it was counted, and "not reported" where the source is silent or nothing was counted', () => {
  expect([shown('workers', employer), shown('insured', employer), shown('workers', { ...employer, workforce: null })]).toEqual(['0', 'chưa báo cáo', 'chưa báo cáo']);
});

it('names the unions that cover an employer, or says that there is none', () => {
  expect(shown('unions', employer)).toBe('Chưa có công đoàn cơ sở');
  const union = { id: '01920000-0000-7000-8000-000000000082', unitCode: 'cong-ty-b', unitName: 'CĐCS Công ty B', validFrom: '2020-01-01', validTo: null };
  expect(shown('unions', { ...employer, unions: [union, { ...union, unitName: 'CĐCS Kho' }] })).toBe('CĐCS Công ty B, CĐCS Kho');
});
