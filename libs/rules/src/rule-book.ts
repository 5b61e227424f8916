import { EVERYWHERE, type RuleKinds } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { z } from 'zod';
import { RuleMissing } from './rule-book.errors';

/** A rule as it holds on a day. */
export interface RuleOn<Value = unknown> {
  readonly id: string;
  readonly code: string;
  readonly scope: string;
  readonly value: Value;
  /** First and last day of the time around the day asked for in which it holds; null for no end. */
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly decisionNumber: string | null;
  readonly source: string;
}

export interface RuleQuestion {
  /** What the rule is asked for; a rule for everything answers where there is none of its own. */
  readonly scope?: string;
  /** As we knew it at this instant, ISO 8601; now by default. */
  readonly knownAt?: string;
}

export type ValueOf<Kinds extends RuleKinds, Code extends keyof Kinds> = z.output<Kinds[Code]['value']>;

/** Answers which rule holds on a day. Only what a second person confirmed is in it. */
export class RuleBook<Kinds extends RuleKinds> {
  constructor(private readonly kinds: Kinds) {}

  /** The rule, or null where none holds. */
  async on<Code extends keyof Kinds & string>(tx: Tx, code: Code, day: Day, question: RuleQuestion = {}): Promise<RuleOn<ValueOf<Kinds, Code>> | null> {
    const rows = await this.all(tx, code, day, question);
    const scope = question.scope ?? EVERYWHERE;
    return rows.find((row) => row.scope === scope) ?? rows.find((row) => row.scope === EVERYWHERE) ?? null;
  }

  /** The rule; throws RuleMissing where none holds. */
  async require<Code extends keyof Kinds & string>(tx: Tx, code: Code, day: Day, question: RuleQuestion = {}): Promise<RuleOn<ValueOf<Kinds, Code>>> {
    const rule = await this.on(tx, code, day, question);
    if (rule === null) throw new RuleMissing(code, question.scope ?? EVERYWHERE, day);
    return rule;
  }

  /** The rules of every scope of a code on a day. */
  async all<Code extends keyof Kinds & string>(tx: Tx, code: Code, day: Day, question: Pick<RuleQuestion, 'knownAt'> = {}): Promise<RuleOn<ValueOf<Kinds, Code>>[]> {
    const rows: RuleOn[] = await tx.query(
      `select r.id, r.code, r.scope, r.value, lower(p.valid)::text as "validFrom", (upper(p.valid) - 1)::text as "validTo", r.decision_number as "decisionNumber", r.source
       from rule_period p join rule r on r.id = p.rule_id
       where p.code = $1 and p.valid @> $2::date and (case when $3::timestamptz is null then upper_inf(p.recorded) else p.recorded @> $3::timestamptz end)
       order by p.scope`, [code, day, question.knownAt ?? null]);
    return rows.map((row) => ({ ...row, value: this.kinds[code]?.value.parse(row.value) as ValueOf<Kinds, Code> }));
  }
}
