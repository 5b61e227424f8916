import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { BlocsModule } from '../blocs/blocs.module';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { DuesModule } from '../dues/dues.module';
import { MembersModule } from '../members/members.module';
import { RulesModule } from '../rules/rules.module';
import { MemberTransferQueries } from './member-transfers.queries';
import { MemberTransfersController } from './member-transfers.controller';
import { MemberTransfersService } from './member-transfers.service';

const DUE_MS = 60_000;

@Module({ imports: [MembersModule, LiveDecisionsModule, RulesModule, BlocsModule, DuesModule], controllers: [MemberTransfersController], providers: [MemberTransfersService, MemberTransferQueries], exports: [MemberTransfersService] })
export class MemberTransfersModule {
  constructor(background: Background, transfers: MemberTransfersService) {
    background.addTimer('member-transfers-due', DUE_MS, () => transfers.leaveDue());
  }
}
