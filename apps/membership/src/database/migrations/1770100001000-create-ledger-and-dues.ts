import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows of a member are seen by whoever reaches the membership; the policies of `member` hold inside. */
const underMember = (table: string): string => {
  const reached = `exists (select from member m where m.id = ${table}.member_id)`;
  return sql(
    protectTable('membership', table, { kind: 'SYSTEM' }),
    `create policy ${table}_of_member on ${table} to membership_app using (${reached}) with check (${reached})`,
    `comment on table ${table} is 'visibility: that of its member'`,
  );
};

export class CreateLedgerAndDues1770100001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(ledger, dues));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}

const ledger = sql(
  `create table ledger_account (
    code text not null constraint ledger_account_pk primary key,
    side text not null constraint ledger_account_side check (side in ('DEBIT', 'CREDIT')),
    never_negative boolean not null
  );
  insert into ledger_account (code, side, never_negative) values
    ('CASH', 'DEBIT', true), ('DUES_RECEIVABLE', 'DEBIT', false), ('DUES_EXPECTED', 'CREDIT', false), ('MEMBER_CREDIT', 'CREDIT', true),
    ('DUES_OWN', 'CREDIT', true), ('DUES_EXTRA', 'CREDIT', true), ('DUES_UPPER', 'CREDIT', true), ('DUES_FROM_BELOW', 'CREDIT', true),
    ('FUND_RECEIVABLE', 'DEBIT', false), ('FUND_EXPECTED', 'CREDIT', false), ('FUND_OWN', 'CREDIT', true), ('FUND_GRASSROOTS', 'CREDIT', true),
    ('FUND_HELD', 'CREDIT', true), ('FUND_CLAIM', 'DEBIT', true), ('OTHER_FUND', 'CREDIT', true);
  comment on column ledger_account.side is 'the side on which its balance is positive'`,
  protectTable('membership', 'ledger_account', { kind: 'PUBLIC' }, { appendOnly: true }),

  `create table ledger_book (unit_id uuid not null constraint ledger_book_pk primary key)`,
  protectTable('membership', 'ledger_book', { kind: 'SUBTREE' }),
  `comment on table ledger_book is 'visibility: SUBTREE; one row per unit: booking shares it, closing a month takes it alone'`,

  `create table ledger_lock (
    n bigint generated always as identity constraint ledger_lock_pk primary key,
    unit_id uuid not null,
    month date not null,
    action text not null constraint ledger_lock_action check (action in ('LOCKED', 'REOPENED')),
    decision_number text,
    decided_on date,
    reason text,
    by_subject text not null,
    at timestamptz not null,
    constraint ledger_lock_reopened_by_decision check (action = 'LOCKED' or (decision_number is not null and reason is not null))
  );
  create index ledger_lock_unit on ledger_lock (unit_id, month, n desc)`,
  protectTable('membership', 'ledger_lock', { kind: 'SUBTREE' }, { appendOnly: true }),

  `create function ledger_is_locked(p_unit uuid, p_month date) returns boolean language sql stable as $body$
    select coalesce((select l.action = 'LOCKED' from ledger_lock l where l.unit_id = p_unit and l.month = p_month order by l.n desc limit 1), false)
  $body$;
  create function ledger_open_month(p_unit uuid, p_month date) returns date language plpgsql stable as $body$
  declare open_month date := p_month;
  begin
    while ledger_is_locked(p_unit, open_month) loop open_month := (open_month + interval '1 month')::date; end loop;
    return open_month;
  end $body$;
  comment on function ledger_open_month(uuid, date) is 'the month itself, or the first one after it that is not closed'`,

  `create table ledger_journal (
    id uuid not null constraint ledger_journal_pk primary key,
    unit_id uuid not null,
    month date not null constraint ledger_journal_month check (extract(day from month) = 1),
    kind text not null,
    booked_on date not null,
    source_id uuid,
    decision_number text,
    decided_on date,
    note text
  );
  create index ledger_journal_unit on ledger_journal (unit_id, month, id);
  create unique index ledger_journal_source_unique on ledger_journal (source_id, kind, unit_id, month) where source_id is not null`,
  protectTable('membership', 'ledger_journal', { kind: 'SUBTREE' }, { appendOnly: true }),

  `create table ledger_posting (
    journal_id uuid not null constraint ledger_posting_journal_fk references ledger_journal,
    account text not null constraint ledger_posting_account_fk references ledger_account,
    unit_id uuid not null,
    amount_vnd bigint not null constraint ledger_posting_not_nothing check (amount_vnd <> 0),
    constraint ledger_posting_pk primary key (journal_id, account)
  );
  comment on column ledger_posting.amount_vnd is 'debit positive, credit negative'`,
  protectTable('membership', 'ledger_posting', { kind: 'SUBTREE' }, { appendOnly: true }),

  `create table ledger_balance (
    unit_id uuid not null,
    account text not null,
    balance_vnd bigint not null,
    never_negative boolean not null,
    constraint ledger_balance_pk primary key (unit_id, account),
    constraint ledger_balance_not_negative check (not never_negative or balance_vnd >= 0)
  );
  comment on column ledger_balance.balance_vnd is 'on the own side of the account'`,
  protectTable('membership', 'ledger_balance', { kind: 'SUBTREE' }),
  `revoke insert, update, delete on ledger_balance from membership_app, membership_whole`,

  `create function ledger_journal_open() returns trigger language plpgsql security definer set search_path from current as $body$
  begin
    insert into ledger_book (unit_id) select distinct unit_id from fresh order by 1 on conflict do nothing;
    perform from ledger_book b where b.unit_id in (select unit_id from fresh) order by b.unit_id for share;
    if exists (select from fresh f where ledger_is_locked(f.unit_id, f.month)) then
      raise exception 'The month is closed' using errcode = 'check_violation', constraint = 'ledger_period_locked';
    end if;
    return null;
  end $body$;
  create trigger ledger_journal_open after insert on ledger_journal referencing new table as fresh for each statement execute function ledger_journal_open()`,

  `create function ledger_posting_balanced() returns trigger language plpgsql security definer set search_path from current as $body$
  begin
    if exists (select from ledger_posting p join ledger_journal j on j.id = p.journal_id where p.journal_id in (select journal_id from fresh)
               group by p.journal_id having sum(p.amount_vnd) <> 0 or bool_or(p.unit_id <> j.unit_id)) then
      raise exception 'Debit and credit of a journal entry differ' using errcode = 'check_violation', constraint = 'ledger_journal_balanced';
    end if;
    insert into ledger_balance as held (unit_id, account, balance_vnd, never_negative)
    select f.unit_id, f.account, 0, a.never_negative from (select distinct unit_id, account from fresh) f join ledger_account a on a.code = f.account
    order by f.unit_id, f.account on conflict do nothing;
    perform from ledger_balance b where (b.unit_id, b.account) in (select f.unit_id, f.account from fresh f) order by b.unit_id, b.account for update;
    update ledger_balance held set balance_vnd = held.balance_vnd + moved.amount_vnd
    from (select f.unit_id, f.account, sum(case a.side when 'DEBIT' then f.amount_vnd else -f.amount_vnd end)::bigint as amount_vnd
          from fresh f join ledger_account a on a.code = f.account group by 1, 2) moved
    where held.unit_id = moved.unit_id and held.account = moved.account;
    return null;
  end $body$;
  create trigger ledger_posting_balanced after insert on ledger_posting referencing new table as fresh for each statement execute function ledger_posting_balanced()`,

  `create function ledger_refuse_change() returns trigger language plpgsql as $body$
  begin
    raise exception 'The ledger only grows' using errcode = 'insufficient_privilege';
  end $body$;
  create trigger ledger_journal_append_only before update or delete or truncate on ledger_journal execute function ledger_refuse_change();
  create trigger ledger_posting_append_only before update or delete or truncate on ledger_posting execute function ledger_refuse_change();
  create trigger ledger_lock_append_only before update or delete or truncate on ledger_lock execute function ledger_refuse_change()`,
);

const dues = sql(
  `create table dues_term (
    id uuid not null constraint dues_term_pk primary key,
    unit_id uuid not null,
    valid_from date not null,
    valid_to date,
    dues_group text,
    rate_numerator int,
    rate_denominator int,
    fixed_sum_vnd bigint constraint dues_term_fixed_sum check (fixed_sum_vnd >= 0),
    decision_number text not null,
    decided_on date not null,
    recorded_at timestamptz not null,
    constraint dues_term_rate_whole check (num_nulls(rate_numerator, rate_denominator) in (0, 2)),
    constraint dues_term_period check (valid_to is null or valid_to >= valid_from),
    constraint dues_term_one_at_a_time exclude using gist (unit_id with =, daterange(valid_from, valid_to, '[]') with &&)
  )`,
  protectTable('membership', 'dues_term', { kind: 'SUBTREE' }),

  `create table dues_base (
    n bigint generated always as identity constraint dues_base_pk primary key,
    member_id uuid not null,
    base text not null constraint dues_base_kind check (base in ('INSURANCE_SALARY', 'NET_SALARY')),
    valid_from date not null,
    valid_to date,
    amount_vnd bigint not null constraint dues_base_amount check (amount_vnd between 0 and 1000000000000),
    source text not null,
    recorded_at timestamptz not null,
    replaced_at timestamptz
  );
  create unique index dues_base_once on dues_base (member_id, base, valid_from) where replaced_at is null;
  comment on column dues_base.valid_to is 'the day before the next amount known'`,
  underMember('dues_base'),
  `create function dues_base_set(p_members uuid[], p_bases text[], p_from date[], p_amounts bigint[], p_source text, p_at timestamptz) returns int language plpgsql as $body$
  declare
    given record;
    changed int := 0;
    until_day date;
  begin
    for given in select * from unnest(p_members, p_bases, p_from, p_amounts) as r(member_id, base, valid_from, amount_vnd) order by 1, 2, 3 loop
      continue when exists (select from dues_base b where b.member_id = given.member_id and b.base = given.base and b.replaced_at is null
        and b.valid_from <= given.valid_from and (b.valid_to is null or b.valid_to >= given.valid_from) and b.amount_vnd = given.amount_vnd);
      update dues_base set replaced_at = p_at where member_id = given.member_id and base = given.base and valid_from = given.valid_from and replaced_at is null;
      update dues_base set valid_to = given.valid_from - 1
      where member_id = given.member_id and base = given.base and replaced_at is null and valid_from < given.valid_from and (valid_to is null or valid_to >= given.valid_from);
      select min(b.valid_from) - 1 into until_day from dues_base b
      where b.member_id = given.member_id and b.base = given.base and b.replaced_at is null and b.valid_from > given.valid_from;
      insert into dues_base (member_id, base, valid_from, valid_to, amount_vnd, source, recorded_at)
      values (given.member_id, given.base, given.valid_from, until_day, given.amount_vnd, p_source, p_at);
      changed := changed + 1;
    end loop;
    return changed;
  end $body$;
  comment on function dues_base_set(uuid[], text[], date[], bigint[], text, timestamptz) is 'Amounts from a month on, up to the next amount known; what was wrong is marked as replaced and stays.'`,

  `create table dues_relief (
    id uuid not null constraint dues_relief_pk primary key,
    unit_id uuid not null,
    member_id uuid,
    kind text not null constraint dues_relief_kind check (kind in ('EXEMPTION', 'REDUCTION', 'SUSPENSION')),
    reason text not null,
    valid_from date not null,
    valid_to date not null,
    numerator int,
    denominator int,
    due_on date,
    first_day date,
    last_day date,
    decision_number text,
    decided_on date,
    recorded_at timestamptz not null,
    constraint dues_relief_period check (valid_to >= valid_from)
  );
  create index dues_relief_unit on dues_relief (unit_id, valid_from, valid_to);
  create index dues_relief_member on dues_relief (member_id)`,
  protectTable('membership', 'dues_relief', { kind: 'SUBTREE' }),

  `create table dues_run (
    id uuid not null constraint dues_run_pk primary key,
    unit_id uuid not null,
    month date not null,
    kind text not null constraint dues_run_kind check (kind in ('REGULAR', 'CORRECTION')),
    state text not null constraint dues_run_state check (state in ('RUNNING', 'DONE', 'CANCELLED')),
    rules jsonb not null,
    units int not null,
    units_done int not null,
    members int not null,
    members_done int not null,
    actor jsonb not null,
    started_at timestamptz not null,
    ended_at timestamptz
  );
  create index dues_run_list on dues_run (started_at, id);
  create index dues_run_running on dues_run (month) where state = 'RUNNING';
  comment on column dues_run.rules is 'the rules it goes by, as they held when it began: a run that goes on after a fault reckons alike';
  comment on column dues_run.actor is 'who acts: what audit and events keep'`,
  protectTable('membership', 'dues_run', { kind: 'SUBTREE' }),

  `create table dues_run_unit (
    run_id uuid not null constraint dues_run_unit_run_fk references dues_run,
    n int not null,
    unit_id uuid not null,
    members int not null,
    constraint dues_run_unit_pk primary key (run_id, n)
  )`,
  protectTable('membership', 'dues_run_unit', { kind: 'SYSTEM' }, { appendOnly: true }),

  `create table dues_month (
    unit_id uuid not null,
    month date not null,
    run_id uuid not null,
    collects boolean not null,
    members int not null default 0,
    payers int not null default 0,
    exempt int not null default 0,
    suspended int not null default 0,
    incomplete int not null default 0,
    regular_vnd bigint not null default 0,
    extra_vnd bigint not null default 0,
    suspended_vnd bigint not null default 0,
    collected_vnd bigint not null default 0,
    due_up_vnd bigint not null default 0,
    remitted_vnd bigint not null default 0,
    constraint dues_month_pk primary key (unit_id, month)
  );
  create index dues_month_month on dues_month (month)`,
  protectTable('membership', 'dues_month', { kind: 'SUBTREE' }),

  `create table dues_line (
    month date not null,
    unit_id uuid not null,
    member_id uuid not null,
    seq smallint not null,
    run_id uuid not null,
    kind text not null,
    status text not null,
    reason text,
    rule_id uuid,
    decision_number text,
    base text,
    base_vnd bigint,
    rate_numerator int,
    rate_denominator int,
    cap_vnd bigint,
    floor_vnd bigint,
    relief_id uuid,
    regular_vnd bigint not null,
    extra_vnd bigint not null,
    reduced_vnd bigint not null,
    suspended_vnd bigint not null,
    booked_in date not null,
    constraint dues_line_pk primary key (month, unit_id, member_id, seq)
  );
  create index dues_line_member on dues_line (member_id, month);
  create index dues_line_relief on dues_line (relief_id) where relief_id is not null;
  comment on column dues_line.seq is '0: the line of the month; more: make-up and differences found later'`,
  protectTable('membership', 'dues_line', { kind: 'SUBTREE' }, { appendOnly: true }),

  `create table dues_payment (
    n bigint generated always as identity constraint dues_payment_pk primary key,
    unit_id uuid not null,
    month date not null,
    member_id uuid not null,
    regular_vnd bigint not null,
    extra_vnd bigint not null,
    method text not null constraint dues_payment_method check (method in ('PAYROLL', 'DIRECT', 'CREDIT', 'CREDITED')),
    paid_on date not null,
    source_id uuid not null
  );
  create index dues_payment_unit on dues_payment (unit_id, month, member_id);
  create index dues_payment_member on dues_payment (member_id, month);
  comment on column dues_payment.method is 'CREDITED: taken out of an overpaid month; CREDIT: put into another one'`,
  protectTable('membership', 'dues_payment', { kind: 'SUBTREE' }, { appendOnly: true }),

  `create table dues_credit (
    n bigint generated always as identity constraint dues_credit_pk primary key,
    unit_id uuid not null,
    member_id uuid not null,
    month date not null,
    amount_vnd bigint not null,
    source_id uuid not null
  );
  create index dues_credit_unit on dues_credit (unit_id, member_id)`,
  protectTable('membership', 'dues_credit', { kind: 'SUBTREE' }, { appendOnly: true }),

  `create table remittance (
    id uuid not null constraint remittance_pk primary key,
    unit_id uuid not null,
    receiver_id uuid not null,
    amount_vnd bigint not null constraint remittance_amount check (amount_vnd > 0),
    sent_on date not null,
    reference text,
    state text not null constraint remittance_state check (state in ('SENT', 'RECEIVED', 'REFUSED')),
    answered_on date,
    reason text
  );
  create index remittance_list on remittance (sent_on, id);
  create index remittance_unit on remittance (unit_id);
  create index remittance_open on remittance (receiver_id) where state = 'SENT'`,
  protectTable('membership', 'remittance', { kind: 'SUBTREE' }),

  `create table dues_reminder (
    unit_id uuid not null,
    month date not null,
    reminded_on date not null,
    members_owe_vnd bigint not null,
    unit_owes_vnd bigint not null,
    constraint dues_reminder_pk primary key (unit_id, month, reminded_on)
  )`,
  protectTable('membership', 'dues_reminder', { kind: 'SUBTREE' }, { appendOnly: true }),
);
