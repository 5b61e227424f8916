import { awardsRules } from '@doanket/contracts';
import { RuleBook } from '@doanket/rules';
import { Injectable } from '@nestjs/common';

/** The rule book of awards: `on(tx, code, day)`. */
@Injectable()
export class AwardsRules extends RuleBook<typeof awardsRules> {
  constructor() {
    super(awardsRules);
  }
}
