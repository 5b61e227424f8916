import { PlatformModule } from '@doanket/service';
import { Module } from '@nestjs/common';
import { entities } from './database/entities';
import { ExportsModule } from './exports/exports.module';
import { InitiativesModule } from './initiatives/initiatives.module';
import { ProgrammesModule } from './programmes/programmes.module';
import { RulesModule } from './rules/rules.module';
import { StaffModule } from './staff/staff.module';

@Module({ imports: [PlatformModule.forRoot({ service: 'initiatives', entities }), RulesModule, InitiativesModule, ProgrammesModule, StaffModule, ExportsModule] })
export class AppModule {}
