import { Transactions } from '@doanket/persistence';
import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { EmployersModule } from '../employers/employers.module';
import { InsuranceModule } from '../insurance/insurance.module';
import { IntegrationsModule } from '../integrations/integrations.module';
import { PersonsModule } from '../persons/persons.module';
import { RulesModule } from '../rules/rules.module';
import { ArrearsApplier } from './arrears.applier';
import { EmployerListApplier } from './employer-list.applier';
import { ExchangeAccess } from './exchange-access';
import { ExchangeDuesSource } from './exchange-dues';
import { ExchangeMatcher } from './exchange-matcher';
import { ExchangeParts } from './exchange-parts';
import { ExchangeRows } from './exchange-rows';
import { ExchangeTasks } from './exchange-tasks';
import { ExchangeWorker } from './exchange.worker';
import { ExchangesController } from './exchanges.controller';
import { ExchangesService } from './exchanges.service';
import { ExchangesStore } from './exchanges.store';
import { LeaveApplier } from './leave.applier';
import { NoticeApplier } from './notice.applier';
import { SalaryApplier } from './salary.applier';
import { Signatures } from './signatures';

const WORK_MS = 5_000;
const LOOK_MS = 600_000;

@Module({
  imports: [EmployersModule, InsuranceModule, IntegrationsModule, PersonsModule, RulesModule], controllers: [ExchangesController],
  providers: [
    ExchangesService, ExchangesStore, ExchangeAccess, ExchangeParts, ExchangeRows, ExchangeMatcher, ExchangeTasks, ExchangeDuesSource, ExchangeWorker, Signatures,
    EmployerListApplier, SalaryApplier, NoticeApplier, ArrearsApplier, LeaveApplier,
  ],
})
export class ExchangesModule {
  constructor(background: Background, transactions: Transactions, worker: ExchangeWorker, dues: ExchangeDuesSource) {
    background.addLookout('exchanges', WORK_MS, transactions, () => worker.round());
    background.addTimer('exchanges-missing', LOOK_MS, () => dues.lookForMissing());
  }
}
