import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { confirmTransfer, getTransfer, listTransfers, openTransfer, refuseTransfer, withdrawTransfer, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { TransfersService } from './transfers.service';

@Controller()
export class TransfersController {
  constructor(private readonly transfers: TransfersService) {}

  @Handle(openTransfer)
  open(@Input() input: InputOf<typeof openTransfer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof openTransfer>> {
    return this.transfers.open(input, principal);
  }

  @Handle(confirmTransfer)
  confirm(@Input() input: InputOf<typeof confirmTransfer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof confirmTransfer>> {
    return this.transfers.confirm(input, principal);
  }

  @Handle(refuseTransfer)
  refuse(@Input() input: InputOf<typeof refuseTransfer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof refuseTransfer>> {
    return this.transfers.refuse(input, principal);
  }

  @Handle(withdrawTransfer)
  withdraw(@Input() input: InputOf<typeof withdrawTransfer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof withdrawTransfer>> {
    return this.transfers.withdraw(input, principal);
  }

  @Handle(listTransfers)
  list(@Input() input: InputOf<typeof listTransfers>): Promise<AnswerOf<typeof listTransfers>> {
    return this.transfers.list(input);
  }

  @Handle(getTransfer)
  get(@Input() input: InputOf<typeof getTransfer>): Promise<AnswerOf<typeof getTransfer>> {
    return this.transfers.get(input.params.id);
  }
}
