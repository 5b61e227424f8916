import { welfareRuleBook, WelfareRuleConfirmedV1, welfareRules } from '@doanket/contracts';
import { RuleBookModule } from '@doanket/rules';
import { Module } from '@nestjs/common';
import { WelfareRules } from './welfare-rules';

/** Ceilings, conditions and deadlines of support as dated records that two persons keep. */
@Module({
  imports: [RuleBookModule.forRoot({ service: 'welfare', kinds: welfareRules, routes: welfareRuleBook, confirmed: WelfareRuleConfirmedV1, book: WelfareRules })],
})
export class RulesModule {}
