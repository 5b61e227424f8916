import { CONSENT_PURPOSES, EDUCATIONS, type MemberDetail } from '@doanket/contracts';
import type { TFunction } from 'i18next';
import { clock } from '../api/clock';
import { codeOptions } from '../patterns/code/code-text';
import type { FormField, Values } from '../patterns/form/record-fields';

const digits = (length: number, message: string) => (value: unknown): string | null => (value === '' || new RegExp(`^\\d{${length}}$`).test(String(value)) ? null : message);

/** Who somebody is; names begin with `prefix`. Identifiers that are kept are shown as they stand, masked, in the hint. */
export function personFields(t: TFunction, prefix: '' | 'person.', kept: MemberDetail['profile'] | null, when?: (values: Values) => boolean): FormField[] {
  const common = when === undefined ? {} : { when };
  const hint = (masked: string | null | undefined) => (masked === null || masked === undefined ? {} : { hint: t('people.keepsIdentifier', { masked }) });
  return [
    { kind: 'text', name: `${prefix}fullName`, label: t('people.name'), required: true, maxLength: 200, ...common },
    { kind: 'day', name: `${prefix}birthDate`, label: t('people.birthDate'), max: clock.today(), ...common },
    { kind: 'choice', name: `${prefix}gender`, label: t('people.gender'), empty: '–', options: codeOptions(['MALE', 'FEMALE']), ...common },
    { kind: 'text', name: `${prefix}nationality`, label: t('people.nationality'), required: true, maxLength: 2, check: (value) => (/^[A-Z]{2}$/.test(String(value)) ? null : t('people.twoLetters')), ...common },
    { kind: 'text', name: `${prefix}personalId`, label: t('people.personalId'), maxLength: 12, check: digits(12, t('people.twelveDigits')), ...hint(kept?.personalId), ...common },
    { kind: 'text', name: `${prefix}socialInsuranceNo`, label: t('people.socialInsuranceNo'), maxLength: 10, check: digits(10, t('employers.tenDigits')), ...hint(kept?.socialInsuranceNo), ...common },
    { kind: 'text', name: `${prefix}passportNo`, label: t('people.passportNo'), maxLength: 20, check: (value) => (value === '' || /^[A-Z0-9]{5,20}$/.test(String(value)) ? null : t('people.passportHint')), ...hint(kept?.passportNo), ...common },
  ];
}

/** What a member does and is at work, and what they consent to. What is `kept` and not shown stays as it is when it is left out. */
export function workFields(t: TFunction, kept = false): FormField[] {
  const yesNo = [{ value: 'true', label: t('people.yes') }, { value: 'false', label: t('people.no') }];
  const flag = (name: string, label: string, empty = t('people.notKnown')): FormField => ({ kind: 'choice', name: `profile.${name}`, label, empty, options: yesNo });
  return [
    { kind: 'text', name: 'profile.employeeCode', label: t('people.employeeCode'), maxLength: 40 }, { kind: 'text', name: 'profile.job', label: t('people.job'), maxLength: 200 },
    { kind: 'choice', name: 'profile.education', label: t('people.education'), empty: t('people.notKnown'), options: codeOptions(EDUCATIONS) },
    { kind: 'choice', name: 'profile.skillGrade', label: t('people.skillGrade'), empty: '–', as: 'number', options: ['1', '2', '3', '4', '5', '6', '7'].map((value) => ({ value, label: value })) },
    flag('directWorker', t('people.directWorker')), flag('leader', t('people.leader')), flag('partyMember', t('people.partyMember'), kept ? t('people.staysAsItIs') : t('people.notKnown')),
    { kind: 'day', name: 'consent.givenOn', label: t('people.consentOn'), hint: t('people.consentHint'), max: clock.today() },
    { kind: 'choices', name: 'consent.purposes', label: t('people.consentTo'), options: codeOptions(CONSENT_PURPOSES), required: true, when: (values) => typeof values['consent.givenOn'] === 'string' },
  ];
}

/** What the form shows of a profile as it is; identifiers stay empty, which leaves them as they are. */
export function profileValues({ fullName, profile }: Pick<MemberDetail, 'fullName' | 'profile'>): Values {
  const text = (value: string | number | boolean | null): string => (value === null ? '' : String(value));
  return {
    fullName, birthDate: profile.birthDate, gender: text(profile.gender), nationality: profile.nationality,
    'profile.employeeCode': text(profile.employeeCode), 'profile.job': text(profile.job), 'profile.education': text(profile.education), 'profile.skillGrade': text(profile.skillGrade),
    'profile.directWorker': text(profile.directWorker), 'profile.leader': text(profile.leader),
    'consent.givenOn': profile.consent?.givenOn ?? null, 'consent.purposes': profile.consent?.purposes ?? [],
  };
}

const flagOf = (value: unknown): boolean | null => (value === 'true' ? true : value === 'false' ? false : null);

/** The profile as the routes take it: what says nothing is null, yes and no are true and false; what is not shown is left out unless it is said. */
export function profileOf(typed: unknown): Record<string, unknown> {
  const profile = (typed ?? {}) as Readonly<Record<string, unknown>>;
  const nothing = { employeeCode: null, job: null, education: null, skillGrade: null };
  const { partyMember, ...shown } = profile;
  const party = flagOf(partyMember);
  return { ...nothing, ...shown, directWorker: flagOf(profile['directWorker']), leader: flagOf(profile['leader']), ...(party === null ? {} : { partyMember: party }) };
}

/** Consent without a day is none. */
export function consentOf(typed: unknown): Record<string, unknown> | null {
  const consent = typed as { givenOn?: string; purposes?: readonly string[] } | undefined;
  return consent?.givenOn === undefined ? null : { givenOn: consent.givenOn, purposes: consent.purposes ?? [] };
}
