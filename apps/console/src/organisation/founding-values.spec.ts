import type { FoundingDetail } from '@doanket/contracts';
import { bodyOf, type FormField } from '../patterns/form/record-fields';
import { foundingValues, isNew, leastApplicants } from './founding-values';

const founding: FoundingDetail = {
  id: '01920000-0000-7000-8000-0000000000a1', code: 'cong-ty-mau', name: 'CĐCS Công ty Mẫu', parentCode: 'phuong-1', parentName: 'Công đoàn phường 1', bloc: 'FDI', territories: ['Phường Một', 'Phường Hai'],
  employer: { enterpriseCode: '0101234567', name: 'Công ty Mẫu', ownership: 'FOREIGN' }, workers: 120, appliedOn: '2026-10-01', applicants: 2, committee: 1, committeeUntil: null, state: 'DRAFT', dossierId: null, decisionId: null, foundedOn: null, reason: null, version: 3,
  people: [{ n: 1, personId: '01920000-0000-7000-8000-0000000000a2', fullName: 'Đỗ Văn An', post: 'CHAIR', fullTime: false }, { n: 2, personId: '01920000-0000-7000-8000-0000000000a3', fullName: null, post: null, fullTime: false }],
};

it('a draft comes back into the form as it was written down', () => {
  const values = foundingValues(founding);
  expect(values).toMatchObject({ territories: 'Phường Một, Phường Hai', parentCode: { value: 'phuong-1' }, 'employer.enterpriseCode': '0101234567', committeeUntil: null });
  const fields: FormField[] = [{ kind: 'lines', name: 'applicants', label: '', add: '', line: String, of: [
    { kind: 'lookup', name: 'personId', label: '', of: 'persons', find: async () => [] }, { kind: 'text', name: 'person.fullName', label: '', when: isNew }, { kind: 'choice', name: 'post', label: '', options: [] },
  ] }];
  expect(bodyOf(fields, values)).toEqual({ applicants: [{ personId: founding.people[0]!.personId, post: 'CHAIR' }, { personId: founding.people[1]!.personId }] });
});

it('a line without a known person describes a new one, and only then', () => {
  expect([isNew({ personId: null }), isNew({}), isNew({ personId: { value: 'x', label: 'X' } })]).toEqual([true, true, false]);
});

it('ORG-02: the least number of applicants comes from the rule of the day, or is not said', () => {
  expect([leastApplicants([{ value: { leastApplicants: 5, committeeMonths: 12 } }]), leastApplicants([]), leastApplicants([{ value: { committeeMonths: 12 } }])]).toEqual([5, null, null]);
});
