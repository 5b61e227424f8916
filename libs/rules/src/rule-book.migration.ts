import { protectTable, quoted, sql } from '@doanket/persistence';
import type { Confidence } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';

/**
 * SQL of the rule book of one service. `rule` and `rule_verdict` only grow; `rule_period` says on which days which rule
 * holds, and since when we know it: a later rule closes the recorded range of what it replaces and never overwrites it.
 */
export function ruleBookMigration(service: string): string {
  return sql(
    `create table rule (
      id uuid not null constraint rule_pk primary key,
      code text not null,
      scope text not null,
      value jsonb not null,
      valid_from date not null,
      valid_to date,
      decision_number text,
      decided_on date,
      source text not null,
      confidence text not null constraint rule_confidence check (confidence in ('CONFIRMED', 'CONFIRMED_OLD', 'UNCONFIRMED', 'UNKNOWN', 'ASSUMED')),
      proposed_by text not null,
      proposed_at timestamptz not null,
      constraint rule_period_forward check (valid_to >= valid_from)
    );
    create index rule_history on rule (code, id)`,
    protectTable(service, 'rule', { kind: 'PUBLIC' }, { appendOnly: true }),

    `create table rule_verdict (
      rule_id uuid not null constraint rule_verdict_pk primary key constraint rule_verdict_rule_fk references rule,
      confirmed boolean not null,
      decided_by text not null,
      decided_at timestamptz not null,
      reason text,
      constraint rule_verdict_reason check (confirmed or reason is not null)
    )`,
    protectTable(service, 'rule_verdict', { kind: 'PUBLIC' }, { appendOnly: true }),

    `create function rule_verdict_four_eyes() returns trigger language plpgsql as $body$
    begin
      if exists (select from rule r where r.id = new.rule_id and r.proposed_by = new.decided_by) then
        raise exception 'A rule is decided by another person than its proposer' using errcode = 'check_violation', constraint = 'rule_verdict_four_eyes';
      end if;
      return new;
    end $body$;
    create trigger rule_verdict_four_eyes before insert on rule_verdict for each row execute function rule_verdict_four_eyes()`,

    `create table rule_period (
      n bigint generated always as identity constraint rule_period_pk primary key,
      rule_id uuid not null constraint rule_period_rule_fk references rule,
      code text not null,
      scope text not null,
      valid daterange not null,
      recorded tstzrange not null,
      constraint rule_period_one_at_a_time exclude using gist (code with =, scope with =, valid with &&, recorded with &&)
    );
    create index rule_period_rule on rule_period (rule_id);
    comment on column rule_period.valid is 'the days on which the rule holds';
    comment on column rule_period.recorded is 'the instants at which we knew it so'`,
    protectTable(service, 'rule_period', { kind: 'PUBLIC' }),

    `create function rule_hold(p_rule uuid, p_at timestamptz) returns void language plpgsql set search_path from current as $body$
    declare
      new_rule rule;
      held rule_period;
      span daterange;
      at_instant timestamptz;
    begin
      select * into strict new_rule from rule where id = p_rule;
      perform pg_advisory_xact_lock(hashtext('rule:' || current_schema() || ':' || new_rule.code || ':' || new_rule.scope));
      span := daterange(new_rule.valid_from, coalesce(new_rule.valid_to + 1, (
        select min(lower(p.valid)) from rule_period p
        where p.code = new_rule.code and p.scope = new_rule.scope and upper_inf(p.recorded) and lower(p.valid) > new_rule.valid_from)));
      for held in select * from rule_period p where p.code = new_rule.code and p.scope = new_rule.scope and upper_inf(p.recorded) and p.valid && span loop
        at_instant := greatest(p_at, lower(held.recorded));
        update rule_period set recorded = tstzrange(lower(recorded), at_instant) where n = held.n;
        insert into rule_period (rule_id, code, scope, valid, recorded)
        select held.rule_id, held.code, held.scope, part, tstzrange(at_instant, null)
        from unnest(datemultirange(held.valid) - datemultirange(span)) part;
      end loop;
      insert into rule_period (rule_id, code, scope, valid, recorded) values (new_rule.id, new_rule.code, new_rule.scope, span, tstzrange(coalesce(at_instant, p_at), null));
    end $body$;
    comment on function rule_hold(uuid, timestamptz) is
      'Lets a confirmed rule hold from its first day to its last, or to the day before the next one known; what held on these days ends and stays readable.'`,
  );
}

/**
 * SQL that lets a rule book keep the file of a decision, and its proposer take a proposal back. Run it after
 * `ruleBookMigration` and `filesMigration`.
 */
export function ruleBookPapersMigration(): string {
  return sql(
    `alter table rule add column file_id uuid constraint rule_file_fk references file;
    alter table rule add column file_sha256 text;
    comment on column rule.file_sha256 is 'content of the file at the time: the file cannot be exchanged under the rule';
    create index rule_file_index on rule (file_id) where file_id is not null`,

    `alter table rule_verdict add column withdrawn boolean not null default false;
    alter table rule_verdict add constraint rule_verdict_withdrawn check (not (withdrawn and confirmed));
    comment on column rule_verdict.withdrawn is 'taken back by its proposer, who may do nothing else with it'`,

    `create or replace function rule_verdict_four_eyes() returns trigger language plpgsql as $body$
    begin
      if exists (select from rule r where r.id = new.rule_id and (r.proposed_by = new.decided_by) <> new.withdrawn) then
        raise exception 'A rule is decided by another person than its proposer' using errcode = 'check_violation', constraint = 'rule_verdict_four_eyes';
      end if;
      return new;
    end $body$`,
  );
}

/** A rule the product comes with: confirmed from the start. */
export interface SeededRule {
  readonly code: string; readonly scope?: string; readonly value: Readonly<Record<string, unknown>>; readonly validFrom: Day; readonly validTo?: Day;
  readonly decisionNumber?: string; readonly decidedOn?: Day; readonly source: string; readonly confidence: Confidence;
}

/** SQL that adds rules in the order given, for migrations. */
export function seedRules(rules: readonly SeededRule[]): string {
  const text = (value: string | undefined): string => (value === undefined ? 'null' : quoted(value));
  return rules.map((rule) => `
    with seeded as (
      insert into rule (id, code, scope, value, valid_from, valid_to, decision_number, decided_on, source, confidence, proposed_by, proposed_at)
      values (gen_random_uuid(), ${quoted(rule.code)}, ${quoted(rule.scope ?? 'ALL')}, ${quoted(JSON.stringify(rule.value))}, ${quoted(rule.validFrom)}, ${text(rule.validTo)},
        ${text(rule.decisionNumber)}, ${text(rule.decidedOn)}, ${quoted(rule.source)}, ${quoted(rule.confidence)}, 'system:seed', now())
      returning id
    ), verdict as (
      insert into rule_verdict (rule_id, confirmed, decided_by, decided_at) select id, true, 'system:migration', now() from seeded
    )
    insert into rule_period (rule_id, code, scope, valid, recorded)
    select id, ${quoted(rule.code)}, ${quoted(rule.scope ?? 'ALL')}, daterange(${quoted(rule.validFrom)}, ${text(rule.validTo)}::date, '[]'), tstzrange(null, null) from seeded;
  `).join('\n');
}

/**
 * SQL that puts the sources of seeded rules into words for those who read them. Only where a rule came from is said
 * differently: neither its value nor its days, and never a rule that a person proposed.
 */
export function ruleSourceWords(words: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(words).map(([before, after]) => `(${quoted(before)}, ${quoted(after)})`);
  return `update rule set source = said.after from (values ${pairs.join(', ')}) as said (before, after) where rule.source = said.before and rule.proposed_by = 'system:seed'`;
}
