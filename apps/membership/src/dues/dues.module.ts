import { Access } from '@doanket/directory';
import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { ExportLists } from '@doanket/exports';
import { ExportsModule } from '../exports/exports.module';
import { FailPointsModule } from '../fail-points/fail-points.module';
import { InsuranceModule } from '../insurance/insurance.module';
import { LedgerModule } from '../ledger/ledger.module';
import { RulesModule } from '../rules/rules.module';
import { CarriedDues } from './carried-dues';
import { CollectionsService } from './collections.service';
import { DuesController } from './dues.controller';
import { duesLinesExport, duesMonthsExport } from './dues.export';
import { DuesQueries } from './dues.queries';
import { DuesReliefsService } from './dues-reliefs.service';
import { DuesRules } from './dues-rules';
import { DuesRunner } from './dues-runner';
import { DuesRunsService } from './dues-runs.service';
import { DuesTermsController } from './dues-terms.controller';
import { DuesTermsService } from './dues-terms.service';
import { DuesTotalsEvents } from './dues-totals';
import { RefundsService } from './refunds.service';
import { RemittancesService } from './remittances.service';

const RUNS_MS = 10_000;
const REMINDERS_MS = 3_600_000;

/** Dues of members: terms, reliefs, the monthly reckoning, collecting and sending up. */
@Module({
  imports: [FailPointsModule, LedgerModule, RulesModule, InsuranceModule, ExportsModule], controllers: [DuesController, DuesTermsController],
  providers: [DuesRules, CarriedDues, DuesTermsService, DuesReliefsService, DuesRunsService, DuesRunner, DuesTotalsEvents, CollectionsService, RefundsService, RemittancesService, DuesQueries],
  exports: [CarriedDues, DuesTermsService, DuesReliefsService, RemittancesService],
})
export class DuesModule {
  constructor(background: Background, runner: DuesRunner, runs: DuesRunsService, queries: DuesQueries, lists: ExportLists, access: Access) {
    lists.register(duesMonthsExport(queries));
    lists.register(duesLinesExport(queries, access));
    background.add({ name: 'dues-runs', start: () => runner.start(), stop: () => runner.stop() });
    // What a killed process left behind goes on with the next round.
    background.addTimer('dues-runs-left-behind', RUNS_MS, () => Promise.resolve(runner.wake()));
    background.addTimer('dues-recalculations', RUNS_MS, () => runs.recalculate());
    background.addTimer('dues-reminders', REMINDERS_MS, () => queries.remind());
  }
}
