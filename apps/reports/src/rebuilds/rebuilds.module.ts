import { Module } from '@nestjs/common';
import { ReadModel } from '../projections/read-model';
import { RebuildsController } from './rebuilds.controller';
import { RebuildsService } from './rebuilds.service';

@Module({ controllers: [RebuildsController], providers: [ReadModel, RebuildsService], exports: [ReadModel] })
export class RebuildsModule {}
