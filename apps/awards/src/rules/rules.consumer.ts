import { type EventOf, RuleConfirmedV1 } from '@doanket/contracts';
import { Consumes } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { RuleFollower } from '@doanket/rules';
import { Injectable } from '@nestjs/common';

/** The base salary is a rule of membership; awards reckon money with it. */
@Injectable()
export class RulesConsumer {
  constructor(private readonly follower: RuleFollower) {}

  @Consumes(RuleConfirmedV1)
  onRuleConfirmed(event: EventOf<typeof RuleConfirmedV1>, tx: Tx): Promise<void> {
    return this.follower.take(tx, 'membership', event.data);
  }
}
