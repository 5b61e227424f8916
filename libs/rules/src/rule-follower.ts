import type { DataOf, ruleConfirmedOf, RuleKinds, ServiceName } from '@doanket/contracts';
import type { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';

/** Takes rules that another service keeps into this book, as its events tell: decided there, only read here. */
export class RuleFollower {
  constructor(private readonly kinds: RuleKinds, private readonly clock: Clock) {}

  /** Lets the rule hold here too, under the same id; what is not followed, or known already, changes nothing. */
  async take(tx: Tx, from: ServiceName, rule: DataOf<ReturnType<typeof ruleConfirmedOf>>): Promise<void> {
    const kind = this.kinds[rule.code];
    if (kind?.keptBy !== from) return;
    const now = this.clock.now();
    const value = kind.value.parse(rule.value);
    const taken: unknown[] = await tx.query(
      `with taken as (
         insert into rule (id, code, scope, value, valid_from, valid_to, decision_number, decided_on, source, confidence, proposed_by, proposed_at)
         values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12) on conflict on constraint rule_pk do nothing returning id
       )
       insert into rule_verdict (rule_id, confirmed, decided_by, decided_at) select id, true, $13, $12 from taken returning rule_id`,
      [rule.ruleId, rule.code, rule.scope, JSON.stringify(value), rule.validFrom, rule.validTo, rule.decisionNumber, rule.decidedOn, from, rule.confidence,
        `service:${from}:proposed`, now, `service:${from}:confirmed`]);
    if (taken.length > 0) await tx.query('select rule_hold($1, $2)', [rule.ruleId, now]);
  }
}
