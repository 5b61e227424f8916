import { awardsRuleBook, AwardsRuleConfirmedV1, awardsRules } from '@doanket/contracts';
import { RuleBookModule } from '@doanket/rules';
import { Module } from '@nestjs/common';
import { AwardsRules } from './awards-rules';
import { RulesConsumer } from './rules.consumer';

/** Titles, councils, deadlines and the base salary as dated records that two persons keep. */
@Module({
  imports: [RuleBookModule.forRoot({ service: 'awards', kinds: awardsRules, routes: awardsRuleBook, confirmed: AwardsRuleConfirmedV1, book: AwardsRules })],
  providers: [RulesConsumer], exports: [RulesConsumer],
})
export class RulesModule {}
