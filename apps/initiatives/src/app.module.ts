import { PlatformModule } from '@doanket/service';
import { Module } from '@nestjs/common';
import { entities } from './database/entities';
import { InitiativesModule } from './initiatives/initiatives.module';
import { ProgrammesModule } from './programmes/programmes.module';
import { StaffModule } from './staff/staff.module';

@Module({ imports: [PlatformModule.forRoot({ service: 'initiatives', entities }), InitiativesModule, ProgrammesModule, StaffModule] })
export class AppModule {}
