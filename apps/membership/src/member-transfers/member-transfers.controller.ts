import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { cancelMemberTransfer, confirmMemberTransfer, endMember, listMemberTransfers, refuseMemberTransfer, transferMember, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { MemberTransfersService } from './member-transfers.service';

@Controller()
export class MemberTransfersController {
  constructor(private readonly transfers: MemberTransfersService) {}

  @Handle(transferMember)
  start(@Input() input: InputOf<typeof transferMember>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof transferMember>> {
    return this.transfers.start(input, principal);
  }

  @Handle(confirmMemberTransfer)
  confirm(@Input() input: InputOf<typeof confirmMemberTransfer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof confirmMemberTransfer>> {
    return this.transfers.confirm(input, principal);
  }

  @Handle(refuseMemberTransfer)
  refuse(@Input() input: InputOf<typeof refuseMemberTransfer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof refuseMemberTransfer>> {
    return this.transfers.refuse(input, principal);
  }

  @Handle(cancelMemberTransfer)
  cancel(@Input() input: InputOf<typeof cancelMemberTransfer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof cancelMemberTransfer>> {
    return this.transfers.cancel(input, principal);
  }

  @Handle(listMemberTransfers)
  list(@Input() input: InputOf<typeof listMemberTransfers>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listMemberTransfers>> {
    return this.transfers.list(input, principal);
  }

  @Handle(endMember)
  end(@Input() input: InputOf<typeof endMember>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof endMember>> {
    return this.transfers.end(input, principal);
  }
}
