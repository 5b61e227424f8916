import { membershipRules } from '@doanket/contracts';
import { RuleBook } from '@doanket/rules';
import { Injectable } from '@nestjs/common';

/** The rule book of membership: `on(tx, code, day)`. */
@Injectable()
export class MembershipRules extends RuleBook<typeof membershipRules> {
  constructor() {
    super(membershipRules);
  }
}
