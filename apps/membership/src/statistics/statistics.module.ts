import { Transactions } from '@doanket/persistence';
import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module';
import { Counters } from './counters';
import { StatisticsController } from './statistics.controller';
import { StatisticsQueries } from './statistics.queries';
import { StatisticsService } from './statistics.service';
import { TallyMarks } from './tally-marks';

const FOLD_MS = 5_000;
const CHECK_MS = 24 * 3_600_000;
const MARK_MS = 3_600_000;

@Module({ imports: [RulesModule], controllers: [StatisticsController], providers: [StatisticsService, StatisticsQueries, Counters, TallyMarks], exports: [Counters, StatisticsQueries] })
export class StatisticsModule {
  constructor(background: Background, transactions: Transactions, counters: Counters, marks: TallyMarks) {
    background.addLookout('counters-folded', FOLD_MS, transactions, () => counters.fold());
    background.addTimer('counters-checked', CHECK_MS, () => counters.check());
    background.addTimer('tally-marked', MARK_MS, () => marks.mark());
  }
}
