import { Module } from '@nestjs/common';
import { BankModule } from '../bank/bank.module';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { PostsModule } from '../posts/posts.module';
import { RulesModule } from '../rules/rules.module';
import { UnitsModule } from '../units/units.module';
import { WardUnionsController } from './ward-unions.controller';
import { WardUnionsService } from './ward-unions.service';

@Module({ imports: [LiveDecisionsModule, DirectorySourceModule, PostsModule, UnitsModule, RulesModule, BankModule], controllers: [WardUnionsController], providers: [WardUnionsService] })
export class WardUnionsModule {}
