import { Module } from '@nestjs/common';
import { TitlesController } from './titles.controller';
import { TitlesService } from './titles.service';

@Module({ controllers: [TitlesController], providers: [TitlesService], exports: [TitlesService] })
export class TitlesModule {}
