import { Module } from '@nestjs/common';
import { EmployersModule } from '../employers/employers.module';
import { ExportLists } from '@doanket/exports';
import { ExportsModule } from '../exports/exports.module';
import { InsuranceModule } from '../insurance/insurance.module';
import { LedgerModule } from '../ledger/ledger.module';
import { RulesModule } from '../rules/rules.module';
import { FundBook } from './fund-book';
import { FundController } from './fund.controller';
import { FundService } from './fund.service';
import { MoneyTasks } from './money-tasks';
import { reconciliationExport } from './reconciliation.export';
import { ReconciliationQueries } from './reconciliation.queries';

/** Union fund of employers and its reconciliation. */
@Module({ imports: [EmployersModule, InsuranceModule, LedgerModule, RulesModule, ExportsModule], controllers: [FundController], providers: [FundService, FundBook, MoneyTasks, ReconciliationQueries], exports: [FundBook] })
export class FundModule {
  constructor(lists: ExportLists, queries: ReconciliationQueries, fund: FundService) {
    lists.register(reconciliationExport(queries, (tx, principal, code) => fund.units(tx, principal, code)));
  }
}
