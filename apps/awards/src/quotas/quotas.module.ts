import { Module } from '@nestjs/common';
import { TitlesModule } from '../titles/titles.module';
import { UnitsModule } from '../units/units.module';
import { QuotaSetPaper } from './quota-set.paper';
import { QuotasController } from './quotas.controller';
import { QuotasService } from './quotas.service';

@Module({ imports: [TitlesModule, UnitsModule], controllers: [QuotasController], providers: [QuotasService, QuotaSetPaper], exports: [QuotasService] })
export class QuotasModule {}
