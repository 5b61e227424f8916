import { PlatformModule } from '@doanket/service';
import { Module } from '@nestjs/common';
import { entities } from './database/entities';
import { HousingModule } from './housing/housing.module';
import { ProgrammesModule } from './programmes/programmes.module';

@Module({ imports: [PlatformModule.forRoot({ service: 'welfare', entities }), ProgrammesModule, HousingModule] })
export class AppModule {}
