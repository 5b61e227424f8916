import { Module } from '@nestjs/common';
import { Units } from './units.service';

@Module({ providers: [Units], exports: [Units] })
export class UnitsModule {}
