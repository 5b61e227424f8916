import { PlatformModule } from '@doanket/service';
import { Module } from '@nestjs/common';
import { FiguresModule } from './figures/figures.module';
import { IndicatorsModule } from './indicators/indicators.module';
import { RebuildsModule } from './rebuilds/rebuilds.module';
import { SubmissionsModule } from './submissions/submissions.module';

@Module({ imports: [PlatformModule.forRoot({ service: 'reports' }), IndicatorsModule, FiguresModule, SubmissionsModule, RebuildsModule] })
export class AppModule {}
