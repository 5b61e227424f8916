import { welfareRules } from '@doanket/contracts';
import { RuleBook } from '@doanket/rules';
import { Injectable } from '@nestjs/common';

/** The rule book of welfare: `on(tx, code, day)`. */
@Injectable()
export class WelfareRules extends RuleBook<typeof welfareRules> {
  constructor() {
    super(welfareRules);
  }
}
