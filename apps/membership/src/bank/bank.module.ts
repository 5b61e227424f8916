import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { DuesModule } from '../dues/dues.module';
import { FailPointsModule } from '../fail-points/fail-points.module';
import { FundModule } from '../fund/fund.module';
import { PersonsModule } from '../persons/persons.module';
import { BankAccounts } from './bank-accounts';
import { BankController } from './bank.controller';
import { BankQueries } from './bank.queries';
import { BankService } from './bank.service';

const NEW_MS = 30_000;

/** Statements of the collecting account and the matching of their entries. */
@Module({ imports: [FailPointsModule, DuesModule, FundModule, PersonsModule], controllers: [BankController], providers: [BankService, BankQueries, BankAccounts], exports: [BankAccounts] })
export class BankModule {
  constructor(background: Background, bank: BankService) {
    background.addTimer('bank-entries-left-behind', NEW_MS, () => bank.lookAtNew());
  }
}
