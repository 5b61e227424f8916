import { Module } from '@nestjs/common';
import { Ledger } from './ledger';
import { LedgerController } from './ledger.controller';
import { LedgerQueries } from './ledger.queries';
import { LedgerService } from './ledger.service';

/** Double-entry ledgers of units, with months that close. */
@Module({ controllers: [LedgerController], providers: [Ledger, LedgerService, LedgerQueries], exports: [Ledger] })
export class LedgerModule {}
