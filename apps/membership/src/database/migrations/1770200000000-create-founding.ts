import { protectTable, sql } from '@doanket/persistence';
import { seedRules, type SeededRule } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures of the organisation. Source: handbook ORG-02, ORG-06, ORG-15, 4.12. */
const ORGANISATION_RULES: readonly SeededRule[] = [
  { code: 'FOUNDING', value: { leastApplicants: 5, committeeMonths: 12 }, validFrom: '1900-01-01', decisionNumber: '03/HD-TLĐ', source: 'Handbook ORG-02: five who apply by 03/HD-TLĐ; the term of 12 months has no source.', confidence: 'CONFIRMED_OLD' },
  { code: 'WARD_UNION', value: { leastMembers: 1500, leastUnits: 10 }, validFrom: '2025-06-12', source: 'Handbook 4.12: guidance of 12/6/2025.', confidence: 'CONFIRMED' },
  ...(['ENTERPRISE_STATE', 'ENTERPRISE_NONSTATE', 'FDI', 'PUBLIC_SERVICE', 'EDUCATION', 'OTHER'] as const).map((scope): SeededRule => (
    { code: 'BLOC_MEMBERS', scope, value: { open: true }, validFrom: '1900-01-01', source: 'Handbook ORG-15.', confidence: 'CONFIRMED' })),
  ...(['ADMINISTRATIVE', 'PUBLIC_SERVICE_FULL_BUDGET'] as const).flatMap((scope): SeededRule[] => [
    { code: 'BLOC_MEMBERS', scope, value: { open: true }, validFrom: '1900-01-01', validTo: '2025-05-31', source: 'Handbook ORG-15.', confidence: 'CONFIRMED' },
    { code: 'BLOC_MEMBERS', scope, value: { open: false }, validFrom: '2025-06-01', decisionNumber: '4133/TLĐ-ToC', decidedOn: '2025-05-23', source: 'Handbook ORG-15, 4.12: letter 4133/TLĐ-ToC of 23/5/2025.', confidence: 'CONFIRMED' },
  ]),
];

/** Founding of grassroots unions, delegated powers, and the rules of the organisation. */
export class CreateFounding1770200000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      seedRules(ORGANISATION_RULES),

      `create table delegation (
        id uuid not null constraint delegation_pk primary key,
        unit_id uuid not null,
        power text not null constraint delegation_power check (power in ('FOUND_UNIT', 'TRANSFER_UNIT')),
        valid daterange not null,
        decision_id uuid not null,
        end_decision_id uuid,
        constraint delegation_one_at_a_time exclude using gist (unit_id with =, power with =, valid with &&)
      );
      comment on column delegation.unit_id is 'the union that decides in the place of the city'`,
      protectTable('membership', 'delegation', { kind: 'SUBTREE' }),

      `create table founding (
        id uuid not null constraint founding_pk primary key,
        unit_id uuid not null,
        code text not null,
        name text not null,
        bloc text not null,
        territories text[] not null,
        employer_name text not null,
        enterprise_code text not null,
        ownership text not null,
        workers int not null constraint founding_workers_not_negative check (workers >= 0),
        applied_on date not null,
        committee_until date,
        state text not null constraint founding_state check (state in ('DRAFT', 'SUBMITTED', 'FOUNDED', 'REJECTED', 'WITHDRAWN')),
        dossier_id uuid,
        decision_id uuid,
        founded_on date,
        founded_unit_id uuid,
        reason text,
        changes int not null,
        version int not null
      );
      create index founding_unit on founding (unit_id, id);
      create unique index founding_code_unique on founding (code) where state in ('DRAFT', 'SUBMITTED');
      comment on column founding.unit_id is 'the union above, whose case it is until the new one exists'`,
      protectTable('membership', 'founding', { kind: 'SUBTREE' }),

      `create table founding_applicant (
        founding_id uuid not null constraint founding_applicant_founding_fk references founding,
        n int not null,
        unit_id uuid not null,
        person_id uuid not null,
        post text,
        full_time boolean not null,
        constraint founding_applicant_pk primary key (founding_id, n),
        constraint founding_applicant_person_unique unique (founding_id, person_id)
      );
      create index founding_applicant_person on founding_applicant (person_id)`,
      protectTable('membership', 'founding_applicant', { kind: 'SUBTREE' }),
      `create policy person_of_founding on person for select to membership_app
        using (exists (select from founding_applicant a where a.person_id = person.id));
      comment on policy person_of_founding on person is 'whoever reaches an application to found a union reads who applies'`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
