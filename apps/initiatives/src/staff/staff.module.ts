import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module';
import { StaffController } from './staff.controller';
import { StaffPaper } from './staff.paper';
import { StaffService } from './staff.service';

@Module({ imports: [UnitsModule], controllers: [StaffController], providers: [StaffService, StaffPaper] })
export class StaffModule {}
