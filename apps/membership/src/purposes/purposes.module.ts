import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module';
import { Purposes } from './purposes';

@Module({ imports: [RulesModule], providers: [Purposes], exports: [Purposes] })
export class PurposesModule {}
