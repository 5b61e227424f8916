import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { DelegationsModule } from '../delegations/delegations.module';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { UnitsModule } from '../units/units.module';
import { TransferChanges } from './transfer.changes';
import { TransferStore } from './transfer.store';
import { TransfersController } from './transfers.controller';
import { TransfersService } from './transfers.service';
import { UnitHoldings } from './unit-holdings';

@Module({
  imports: [LiveDecisionsModule, DelegationsModule, DirectorySourceModule, UnitsModule], controllers: [TransfersController],
  providers: [TransfersService, TransferStore, TransferChanges, UnitHoldings], exports: [UnitHoldings],
})
export class TransfersModule {}
