import { Transactions } from '@doanket/persistence';
import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { InsuranceModule } from '../insurance/insurance.module';
import { PersonsModule } from '../persons/persons.module';
import { RulesModule } from '../rules/rules.module';
import { HealthQueue } from './health.queue';
import { VisitsService } from './visits.service';
import { WorkInjuriesController } from './work-injuries.controller';
import { InjuryQueries } from './work-injuries.queries';
import { WorkInjuriesService } from './work-injuries.service';

const FORGET_MS = 3_600_000;

@Module({ imports: [InsuranceModule, PersonsModule, RulesModule], controllers: [WorkInjuriesController], providers: [WorkInjuriesService, VisitsService, InjuryQueries, HealthQueue] })
export class WorkInjuriesModule {
  constructor(background: Background, injuries: WorkInjuriesService, transactions: Transactions) {
    background.addTimer('injury-retention', FORGET_MS, () => transactions.runWhole((tx) => injuries.forget(tx)));
  }
}
