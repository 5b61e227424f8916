import { Audit } from '@doanket/audit';
import { AccessControl } from '@doanket/auth';
import { RuleConfirmedV1 } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions } from '@doanket/persistence';
import { Module } from '@nestjs/common';
import { RuleDesk } from './book/rule-desk';
import { MembershipRules } from './membership-rules';
import { RulesController } from './rules.controller';

/** Rates, caps, shares, deadlines as dated records that two persons keep. */
@Module({
  controllers: [RulesController],
  providers: [
    MembershipRules,
    {
      provide: RuleDesk, inject: [Transactions, Clock, AccessControl, Directory, Audit, Outbox],
      useFactory: (transactions: Transactions, clock: Clock, control: AccessControl, directory: Directory, audit: Audit, outbox: Outbox) =>
        new RuleDesk({ service: 'membership', confirmed: RuleConfirmedV1, transactions, clock, control, directory, audit, outbox }),
    },
  ],
  exports: [MembershipRules],
})
export class RulesModule {}
