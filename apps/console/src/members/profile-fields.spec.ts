import type { MemberDetail } from '@doanket/contracts';
import { i18n } from '../i18n';
import { bodyOf, emptyValues, faultyIn } from '../patterns/form/record-fields';
import { applicationBody } from './application.page';
import { consentOf, personFields, profileOf, profileValues, workFields } from './profile-fields';

const profile: MemberDetail['profile'] = {
  employeeCode: 'NV01', job: null, education: 'COLLEGE', directWorker: false, leader: null, skillGrade: 3, birthDate: '1990-02-03', gender: 'FEMALE', nationality: 'VN', personalId: '••••••••0123', socialInsuranceNo: null, passportNo: null, consent: null,
};
const fields = [...personFields(i18n.t, '', profile), ...workFields(i18n.t)];

it('ORG-11: a profile goes through the form unchanged, and identifiers that are not typed are not sent', () => {
  const { profile: typed, consent, ...body } = bodyOf(fields, { ...emptyValues(fields), ...profileValues({ fullName: 'Đỗ Thị Bình', profile }) });
  expect(body).toEqual({ fullName: 'Đỗ Thị Bình', birthDate: '1990-02-03', gender: 'FEMALE', nationality: 'VN' });
  expect(profileOf(typed)).toEqual({ employeeCode: 'NV01', job: null, education: 'COLLEGE', directWorker: false, leader: null, skillGrade: 3 });
  expect(consentOf(consent)).toBeNull();
});

it('no is no and nothing is nothing', () => {
  expect(profileOf({ directWorker: 'false', leader: 'true' })).toEqual({ employeeCode: null, job: null, education: null, skillGrade: null, directWorker: false, leader: true });
  expect(profileOf({ partyMember: 'false' })).toMatchObject({ partyMember: false });
});

it('the number kept stands masked beside its field', () => {
  expect(fields.find((field) => field.name === 'personalId')?.hint).toContain('••••••••0123');
});

it.each([['12345678901', true], ['123456789012', false], ['', false]])('the personal id %s is faulty: %s', (personalId, faulty) => {
  expect(faultyIn(fields.filter((field) => field.name === 'personalId'), { personalId })).toBe(faulty);
});

it('4.11: consent has a day and its purposes, and is left out of an application where there is none', () => {
  expect(applicationBody({ unitCode: 'g', consent: { givenOn: '2026-01-02', purposes: ['WELFARE'] } })).toMatchObject({ consent: { givenOn: '2026-01-02', purposes: ['WELFARE'] } });
  expect(applicationBody({ unitCode: 'g' })).not.toHaveProperty('consent');
});
