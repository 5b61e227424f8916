import { Module } from '@nestjs/common';
import { ProgrammesModule } from '../programmes/programmes.module';
import { UnitsModule } from '../units/units.module';
import { HouseholdKeys } from './household-keys';
import { HousingApprovedPaper } from './housing-approved.paper';
import { HousingPaidPaper } from './housing-paid.paper';
import { HousingController } from './housing.controller';
import { HousingHandlers } from './housing.handlers';
import { HousingQueries } from './housing.queries';
import { HousingQueue } from './housing.queue';
import { HousingService } from './housing.service';

@Module({
  imports: [ProgrammesModule, UnitsModule], controllers: [HousingController],
  providers: [HousingService, HousingQueries, HousingHandlers, HousingApprovedPaper, HousingPaidPaper, HousingQueue, HouseholdKeys],
})
export class HousingModule {}
