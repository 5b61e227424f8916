import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  closeMoneyTask, declarePayroll, listFundMonths, listMoneyTasks, listReconciliations, payOutFund, receiveFund, reconcile, suspendFund, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { FundService } from './fund.service';

@Controller()
export class FundController {
  constructor(private readonly fund: FundService) {}

  @Handle(declarePayroll)
  declarePayroll(@Input() input: InputOf<typeof declarePayroll>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof declarePayroll>> {
    return this.fund.declare(input, principal);
  }

  @Handle(suspendFund)
  suspendFund(@Input() input: InputOf<typeof suspendFund>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof suspendFund>> {
    return this.fund.suspend(input, principal);
  }

  @Handle(receiveFund)
  receiveFund(@Input() input: InputOf<typeof receiveFund>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof receiveFund>> {
    return this.fund.receive(input, principal);
  }

  @Handle(payOutFund)
  payOutFund(@Input() input: InputOf<typeof payOutFund>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof payOutFund>> {
    return this.fund.payOut(input, principal);
  }

  @Handle(listFundMonths)
  listFundMonths(@Input() input: InputOf<typeof listFundMonths>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listFundMonths>> {
    return this.fund.months(input, principal);
  }

  @Handle(listReconciliations)
  listReconciliations(@Input() input: InputOf<typeof listReconciliations>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listReconciliations>> {
    return this.fund.list(input, principal);
  }

  @Handle(reconcile)
  reconcile(@Input() input: InputOf<typeof reconcile>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof reconcile>> {
    return this.fund.reconcile(input, principal);
  }

  @Handle(listMoneyTasks)
  listMoneyTasks(@Input() input: InputOf<typeof listMoneyTasks>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listMoneyTasks>> {
    return this.fund.listTasks(input, principal);
  }

  @Handle(closeMoneyTask)
  closeMoneyTask(@Input() input: InputOf<typeof closeMoneyTask>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof closeMoneyTask>> {
    return this.fund.closeTask(input, principal);
  }
}
