import { membershipRules } from '@doanket/contracts';
import { Injectable } from '@nestjs/common';
import { RuleBook } from './book/rule-book';

/** The rule book of membership: `on(tx, code, day)`. */
@Injectable()
export class MembershipRules extends RuleBook<typeof membershipRules> {
  constructor() {
    super(membershipRules);
  }
}
