import { protectTable } from '@doanket/persistence';

/**
 * SQL of the tables of decisions and dossiers in a service's schema. Run it after `directoryMigration` and
 * `filesMigration`. Heads of decisions are readable below their issuer, their items are not: they may name persons.
 */
export function dossierMigration(service: string): string {
  return `${decisions(service)}${definitions(service)}${dossiers(service)}`;
}

const decisions = (service: string): string => `
  create table decision (
    id uuid constraint decision_pk primary key,
    kind text not null,
    number text not null,
    year int not null,
    issuer_unit_id uuid not null,
    level text not null,
    decided_on date not null,
    signer_post_id uuid not null,
    signer_person_id uuid not null,
    signer_post text not null,
    file_id uuid constraint decision_file_fk references file,
    file_sha256 text,
    paper boolean not null,
    state text not null constraint decision_state_known check (state in ('RECORDED', 'CONFIRMED', 'DISCARDED')),
    item_count int not null,
    warnings jsonb not null default '[]',
    warning_count int not null default 0,
    note text,
    recorded_by_person_id uuid not null,
    recorded_by_post_id uuid,
    recorded_at timestamptz not null,
    confirmed_by_person_id uuid,
    confirmed_by_post_id uuid,
    confirmed_at timestamptz,
    discard_reason text,
    constraint decision_second_person check (not paper or state <> 'CONFIRMED' or confirmed_by_person_id <> recorded_by_person_id),
    constraint decision_confirmed_by check (state <> 'CONFIRMED' or (confirmed_by_person_id is not null and confirmed_at is not null))
  );
  create unique index decision_number_unique on decision (issuer_unit_id, year, upper(number)) where state <> 'DISCARDED';
  create index decision_open_index on decision (issuer_unit_id) where state = 'RECORDED';
  create index decision_kind_index on decision (kind, id);
  create index decision_signer_index on decision (signer_post_id);
  create index decision_file_index on decision (file_id) where file_id is not null;
  comment on column decision.decided_on is 'the day that rules ask; recorded_at is only shown';
  comment on column decision.file_sha256 is 'content of the file at the time: the file cannot be exchanged under the decision';
  ${protectTable(service, 'decision', { kind: 'DOWNWARD' }, { unitColumn: 'issuer_unit_id' })}
  revoke delete on decision from ${service}_app, ${service}_whole;

  create table decision_item (
    decision_id uuid not null constraint decision_item_decision_fk references decision,
    n int not null constraint decision_item_n_positive check (n > 0),
    issuer_unit_id uuid not null,
    payload jsonb not null,
    warnings jsonb not null default '[]',
    record_id text,
    constraint decision_item_pk primary key (decision_id, n)
  );
  create index decision_item_record_index on decision_item (record_id) where record_id is not null;
  ${protectTable(service, 'decision_item', { kind: 'SUBTREE' }, { unitColumn: 'issuer_unit_id' })}
  revoke delete on decision_item from ${service}_app, ${service}_whole;
`;

const definitions = (service: string): string => `
  create table dossier_definition (
    code text not null,
    version int not null constraint dossier_definition_version_positive check (version > 0),
    valid_from date not null,
    definition jsonb not null,
    decision_no text,
    added_at timestamptz not null,
    constraint dossier_definition_pk primary key (code, version)
  );
  comment on column dossier_definition.valid_from is 'dossiers opened from this day on follow it; the others keep theirs';
  ${protectTable(service, 'dossier_definition', { kind: 'PUBLIC' })}
  revoke delete on dossier_definition from ${service}_app, ${service}_whole;

  create table dossier_route (
    one boolean constraint dossier_route_pk primary key default true constraint dossier_route_one check (one),
    unit_version bigint not null,
    on_day date not null
  );
  comment on table dossier_route is 'change of units, and day, for which the current steps were found';
  insert into dossier_route (unit_version, on_day) values (0, date '1900-01-01');
  ${protectTable(service, 'dossier_route', { kind: 'SYSTEM' })}
`;

const dossiers = (service: string): string => `
  create table dossier (
    id uuid constraint dossier_pk primary key,
    definition text not null,
    definition_version int not null,
    subject_type text not null,
    subject_id uuid not null,
    subject_person_id uuid,
    unit_id uuid not null,
    title text not null,
    title_key text not null,
    state text not null constraint dossier_state_known check (state in ('DRAFT', 'OPEN', 'RETURNED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    step text,
    step_level text,
    step_posts text[],
    step_unit_id uuid,
    step_since date,
    due_on date,
    waiting_since timestamptz not null,
    opened_by_person_id uuid not null,
    submitted_by_person_id uuid,
    submitted_on date,
    closed_on date,
    version int not null,
    constraint dossier_definition_fk foreign key (definition, definition_version) references dossier_definition (code, version),
    constraint dossier_step_while_open check ((state = 'OPEN') = (step is not null and step_unit_id is not null and step_posts is not null and step_since is not null))
  );
  create unique index dossier_subject_unique on dossier (definition, subject_id) where state in ('DRAFT', 'OPEN', 'RETURNED');
  create index dossier_subject_index on dossier (subject_type, subject_id);
  create index dossier_step_index on dossier (step_unit_id, due_on, id) where state = 'OPEN';
  create index dossier_unit_index on dossier (unit_id, id);
  create index dossier_opened_by_index on dossier (opened_by_person_id, id);
  create index dossier_submitted_by_index on dossier (submitted_by_person_id) where state = 'RETURNED';
  create index dossier_due_index on dossier (due_on) where state = 'OPEN' and due_on is not null;
  create index dossier_definition_index on dossier (definition, definition_version);
  create index dossier_title_index on dossier using gin (title_key gin_trgm_ops);
  comment on column dossier.step_unit_id is 'unit that takes the current step, from the tree of today; found anew when it ends or moves';
  comment on column dossier.step_since is 'day on which the step became current; deadlines count from it';
  ${protectTable(service, 'dossier', { kind: 'SELF', personColumn: 'opened_by_person_id' })}
  revoke delete on dossier from ${service}_app, ${service}_whole;

  create table dossier_event (
    dossier_id uuid not null constraint dossier_event_dossier_fk references dossier,
    n int not null,
    unit_id uuid not null,
    opened_by_person_id uuid not null,
    action text not null,
    step text,
    person_id uuid,
    post_id uuid,
    post text,
    acting_unit_id uuid,
    at timestamptz not null,
    on_day date not null,
    note text,
    target text,
    decision_id uuid constraint dossier_event_decision_fk references decision,
    votes jsonb,
    paper boolean not null default false,
    recorded_by_person_id uuid,
    constraint dossier_event_pk primary key (dossier_id, n)
  );
  create index dossier_event_decision_index on dossier_event (decision_id) where decision_id is not null;
  ${protectTable(service, 'dossier_event', { kind: 'SELF', personColumn: 'opened_by_person_id' }, { appendOnly: true })}

  create table dossier_evidence (
    id uuid constraint dossier_evidence_pk primary key,
    dossier_id uuid not null constraint dossier_evidence_dossier_fk references dossier,
    unit_id uuid not null,
    opened_by_person_id uuid not null,
    kind text not null,
    step text,
    file_id uuid not null constraint dossier_evidence_file_fk references file,
    added_by_person_id uuid,
    added_at timestamptz not null,
    constraint dossier_evidence_once unique (dossier_id, kind, file_id)
  );
  create index dossier_evidence_file_index on dossier_evidence (file_id);
  ${protectTable(service, 'dossier_evidence', { kind: 'SELF', personColumn: 'opened_by_person_id' }, { appendOnly: true })}
`;
