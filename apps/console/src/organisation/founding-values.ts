import type { draftFounding, FoundingDetail } from '@doanket/contracts';
import type { BodyOf, NameIn, Values } from '../patterns/form/record-fields';

export type FoundingField = NameIn<BodyOf<typeof draftFounding>>;

/** A line without a known person describes a new one. */
export const isNew = (line: Values): boolean => line['personId'] === null || line['personId'] === undefined;

/** What the form shows of an application that was written down before. */
export function foundingValues(founding: FoundingDetail): Values {
  return {
    name: founding.name, code: founding.code, parentCode: { value: founding.parentCode, label: founding.parentName }, bloc: founding.bloc, territories: founding.territories.join(', '),
    'employer.enterpriseCode': founding.employer.enterpriseCode, 'employer.name': founding.employer.name, 'employer.ownership': founding.employer.ownership,
    workers: founding.workers, appliedOn: founding.appliedOn, committeeUntil: founding.committeeUntil,
    applicants: founding.people.map((one) => ({ personId: { value: one.personId, label: one.fullName ?? one.personId }, post: one.post ?? '' })),
  };
}

/** Least people who apply by the rule of the day; null where no rule says it. */
export function leastApplicants(rules: readonly { readonly value: unknown }[]): number | null {
  const least = (rules[0]?.value as { leastApplicants?: unknown } | undefined)?.leastApplicants;
  return typeof least === 'number' ? least : null;
}
