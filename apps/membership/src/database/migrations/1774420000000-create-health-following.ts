import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of sickness and maternity that are followed, cases of work accidents and occupational diseases, visits (SOC-06, SOC-07). */
export class CreateHealthFollowing1774420000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create index leave_spell_person on leave_spell (person_id)`,
      `create table benefit_claim (
        id uuid not null constraint benefit_claim_pk primary key,
        member_id uuid not null,
        person_id uuid not null,
        unit_id uuid not null,
        kind text not null constraint benefit_claim_kind check (kind in ('SICKNESS', 'MATERNITY')),
        returned_on date not null,
        worker_due_on date not null,
        worker_filed_on date constraint benefit_claim_worker_filed check (worker_filed_on >= returned_on),
        filed_with text constraint benefit_claim_filed_with check (filed_with in ('EMPLOYER', 'INSURER')),
        employer_due_on date,
        employer_filed_on date constraint benefit_claim_employer_filed check (employer_filed_on >= worker_filed_on),
        insurer_due_on date,
        answered_on date,
        outcome text constraint benefit_claim_outcome check (outcome in ('PAID', 'REFUSED')),
        turn text not null constraint benefit_claim_turn check (turn in ('WORKER', 'EMPLOYER', 'INSURER', 'NOBODY')),
        due_on date,
        delete_after date,
        recorded_by_person_id uuid,
        recorded_at timestamptz not null,
        version int not null,
        constraint benefit_claim_once unique (member_id, kind, returned_on),
        constraint benefit_claim_filed check ((worker_filed_on is null) = (filed_with is null)),
        constraint benefit_claim_answered check ((answered_on is null) = (outcome is null)),
        constraint benefit_claim_waits check ((due_on is null) = (turn = 'NOBODY'))
      );
      create index benefit_claim_due on benefit_claim (coalesce(due_on, '9999-12-31'::date), id);
      create index benefit_claim_unit on benefit_claim (unit_id);
      create index benefit_claim_delete on benefit_claim (delete_after) where delete_after is not null;
      comment on table benefit_claim is 'files the union follows; it files none';
      comment on column benefit_claim.due_on is 'last day of the turn; null when nothing is waited for'`,
      protectTable('membership', 'benefit_claim', { kind: 'SELF', personColumn: 'person_id' }),

      `create table work_injury (
        id uuid not null constraint work_injury_pk primary key,
        member_id uuid not null,
        person_id uuid not null,
        unit_id uuid not null,
        kind text not null constraint work_injury_kind check (kind in ('WORK_ACCIDENT', 'OCCUPATIONAL_DISEASE')),
        happened_on date not null,
        sealed_nature bytea,
        sealed_loss bytea,
        employer_filed_on date constraint work_injury_filed check (employer_filed_on >= happened_on),
        closed_on date constraint work_injury_closed check (closed_on >= happened_on),
        delete_after date,
        recorded_by_person_id uuid,
        recorded_at timestamptz not null,
        version int not null,
        constraint work_injury_once unique (member_id, kind, happened_on)
      );
      create index work_injury_list on work_injury (happened_on desc, id desc);
      create index work_injury_unit on work_injury (unit_id);
      create index work_injury_delete on work_injury (delete_after) where sealed_nature is not null or sealed_loss is not null;
      comment on column work_injury.sealed_loss is 'health data, sealed: percent of lost ability to work; deleted when its purpose ends'`,
      protectTable('membership', 'work_injury', { kind: 'SELF', personColumn: 'person_id' }),

      `create table work_injury_paper (
        injury_id uuid not null constraint work_injury_paper_injury_fk references work_injury,
        paper text not null constraint work_injury_paper_kind check (paper in ('HOSPITAL_PAPER', 'LOSS_ASSESSMENT', 'INVESTIGATION_MINUTES', 'FORM_05A_HSB')),
        file_id uuid not null,
        unit_id uuid not null,
        person_id uuid not null,
        added_by_person_id uuid,
        added_at timestamptz not null,
        constraint work_injury_paper_pk primary key (injury_id, paper, file_id)
      )`,
      protectTable('membership', 'work_injury_paper', { kind: 'SELF', personColumn: 'person_id' }),

      `create table visit_task (
        id uuid not null constraint visit_task_pk primary key,
        injury_id uuid not null constraint visit_task_once unique constraint visit_task_injury_fk references work_injury,
        member_id uuid not null,
        person_id uuid not null,
        unit_id uuid not null,
        opened_on date not null,
        visited_on date,
        visited_by_person_id uuid,
        note text,
        constraint visit_task_visited check (visited_on is not null or (visited_by_person_id is null and note is null))
      );
      create index visit_task_list on visit_task (opened_on desc, id desc);
      create index visit_task_unit on visit_task (unit_id)`,
      protectTable('membership', 'visit_task', { kind: 'SELF', personColumn: 'person_id' }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
