import { ExportJob } from '@doanket/exports';
import { PlatformModule } from '@doanket/service';
import { Module } from '@nestjs/common';
import { ExportsModule } from './exports/exports.module';
import { FiguresModule } from './figures/figures.module';
import { IndicatorsModule } from './indicators/indicators.module';
import { RebuildsModule } from './rebuilds/rebuilds.module';
import { SubmissionsModule } from './submissions/submissions.module';

@Module({ imports: [PlatformModule.forRoot({ service: 'reports', entities: [ExportJob] }), IndicatorsModule, FiguresModule, SubmissionsModule, RebuildsModule, ExportsModule] })
export class AppModule {}
