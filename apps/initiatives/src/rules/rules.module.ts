import { initiativesRuleBook, InitiativesRuleConfirmedV1, initiativesRules } from '@doanket/contracts';
import { RuleBookModule } from '@doanket/rules';
import { Module } from '@nestjs/common';
import { InitiativesRules } from './initiatives-rules';

/** Filing, programmes, levels of recognition and deadlines as dated records that two persons keep. */
@Module({
  imports: [RuleBookModule.forRoot({ service: 'initiatives', kinds: initiativesRules, routes: initiativesRuleBook, confirmed: InitiativesRuleConfirmedV1, book: InitiativesRules })],
})
export class RulesModule {}
