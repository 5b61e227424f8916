import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module';
import { Blocs } from './blocs';

@Module({ imports: [RulesModule], providers: [Blocs], exports: [Blocs] })
export class BlocsModule {}
