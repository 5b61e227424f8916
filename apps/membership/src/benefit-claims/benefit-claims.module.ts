import { Transactions } from '@doanket/persistence';
import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { InsuranceModule } from '../insurance/insurance.module';
import { PurposesModule } from '../purposes/purposes.module';
import { RulesModule } from '../rules/rules.module';
import { BenefitClaimsController } from './benefit-claims.controller';
import { ClaimQueries } from './benefit-claims.queries';
import { BenefitClaimsService } from './benefit-claims.service';

const FORGET_MS = 3_600_000;

@Module({ imports: [InsuranceModule, PurposesModule, RulesModule], controllers: [BenefitClaimsController], providers: [BenefitClaimsService, ClaimQueries] })
export class BenefitClaimsModule {
  constructor(background: Background, claims: BenefitClaimsService, transactions: Transactions) {
    background.addTimer('claim-retention', FORGET_MS, () => transactions.runWhole((tx) => claims.forget(tx)));
  }
}
