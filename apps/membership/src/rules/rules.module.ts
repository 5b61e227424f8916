import { membershipRuleBook, membershipRules, RuleConfirmedV1 } from '@doanket/contracts';
import { RuleBookModule } from '@doanket/rules';
import { Module } from '@nestjs/common';
import { MembershipRules } from './membership-rules';

/** Rates, caps, shares, deadlines as dated records that two persons keep. */
@Module({
  imports: [RuleBookModule.forRoot({ service: 'membership', kinds: membershipRules, routes: membershipRuleBook, confirmed: RuleConfirmedV1, book: MembershipRules })],
  exports: [RuleBookModule],
})
export class RulesModule {}
