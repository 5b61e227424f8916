import { Transactions } from '@doanket/persistence';
import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { PersonsModule } from '../persons/persons.module';
import { RulesModule } from '../rules/rules.module';
import { ArrearsController } from './arrears.controller';
import { PurposesModule } from '../purposes/purposes.module';
import { MembersModule } from '../members/members.module';
import { ArrearsService } from './arrears.service';
import { InsuredSalaries } from './insured-salaries';
import { HealthSubjects } from './health-subjects';
import { Leaves } from './leaves';
import { LeavesController } from './leaves.controller';
import { LeaveQueries } from './leaves.queries';
import { LeavesService } from './leaves.service';
import { WorkingDays } from './working-days';

const FORGET_MS = 3_600_000;

@Module({
  imports: [PersonsModule, RulesModule, MembersModule, PurposesModule],
  controllers: [ArrearsController, LeavesController],
  providers: [Leaves, LeavesService, LeaveQueries, HealthSubjects, WorkingDays, InsuredSalaries, ArrearsService],
  exports: [Leaves, InsuredSalaries, HealthSubjects, WorkingDays],
})
export class InsuranceModule {
  constructor(background: Background, leaves: Leaves, transactions: Transactions) {
    background.addTimer('health-retention', FORGET_MS, () => transactions.runWhole((tx) => leaves.forgetHealth(tx)));
  }
}
