import { PlatformModule } from '@doanket/service';
import { Module } from '@nestjs/common';
import { entities } from './database/entities';
import { ExportsModule } from './exports/exports.module';
import { HousingModule } from './housing/housing.module';
import { ProgrammesModule } from './programmes/programmes.module';
import { RulesModule } from './rules/rules.module';

@Module({ imports: [PlatformModule.forRoot({ service: 'welfare', entities }), RulesModule, ProgrammesModule, HousingModule, ExportsModule] })
export class AppModule {}
