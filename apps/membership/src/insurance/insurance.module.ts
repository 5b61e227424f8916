import { Transactions } from '@doanket/persistence';
import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { PersonsModule } from '../persons/persons.module';
import { RulesModule } from '../rules/rules.module';
import { ArrearsController } from './arrears.controller';
import { ArrearsService } from './arrears.service';
import { InsuredSalaries } from './insured-salaries';
import { Leaves } from './leaves';

const FORGET_MS = 3_600_000;

@Module({ imports: [PersonsModule, RulesModule], controllers: [ArrearsController], providers: [Leaves, InsuredSalaries, ArrearsService], exports: [Leaves, InsuredSalaries] })
export class InsuranceModule {
  constructor(background: Background, leaves: Leaves, transactions: Transactions) {
    background.addTimer('health-retention', FORGET_MS, () => transactions.runWhole((tx) => leaves.forgetHealth(tx)));
  }
}
