import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { MergedUnits } from './merged-units';
import { Units } from './units.service';

const MERGED_MS = 10_000;

@Module({ providers: [Units, MergedUnits], exports: [Units] })
export class UnitsModule {
  constructor(background: Background, merged: MergedUnits) {
    background.addTimer('merged-units', MERGED_MS, () => merged.round());
  }
}
