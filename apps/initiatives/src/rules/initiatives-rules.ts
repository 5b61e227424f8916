import { initiativesRules } from '@doanket/contracts';
import { RuleBook } from '@doanket/rules';
import { Injectable } from '@nestjs/common';

/** The rule book of initiatives: `on(tx, code, day)`. */
@Injectable()
export class InitiativesRules extends RuleBook<typeof initiativesRules> {
  constructor() {
    super(initiativesRules);
  }
}
