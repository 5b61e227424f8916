import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  cancelDuesRun, collectDues, getDuesRun, getMemberDues, listArrears, listDuesLines, listDuesMonths, listDuesRuns, listRemittances, receiveRemittance, refuseRemittance, refundCredit, sendRemittance, startDuesRun, sumDuesMonths, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { DuesRunsService } from './dues-runs.service';
import { CollectionsService } from './collections.service';
import { RefundsService } from './refunds.service';
import { RemittancesService } from './remittances.service';
import { DuesQueries } from './dues.queries';

@Controller()
export class DuesController {
  constructor(private readonly runs: DuesRunsService, private readonly collections: CollectionsService, private readonly remittances: RemittancesService, private readonly refunds: RefundsService, private readonly queries: DuesQueries) {}

  @Handle(startDuesRun)
  startDuesRun(@Input() input: InputOf<typeof startDuesRun>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof startDuesRun>> {
    return this.runs.start(input, principal);
  }

  @Handle(getDuesRun)
  getDuesRun(@Input() input: InputOf<typeof getDuesRun>): Promise<AnswerOf<typeof getDuesRun>> {
    return this.runs.get(input.params.id);
  }

  @Handle(listDuesRuns)
  listDuesRuns(@Input() input: InputOf<typeof listDuesRuns>): Promise<AnswerOf<typeof listDuesRuns>> {
    return this.runs.list(input);
  }

  @Handle(cancelDuesRun)
  cancelDuesRun(@Input() input: InputOf<typeof cancelDuesRun>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof cancelDuesRun>> {
    return this.runs.cancel(input, principal);
  }

  @Handle(listDuesMonths)
  listDuesMonths(@Input() input: InputOf<typeof listDuesMonths>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listDuesMonths>> {
    return this.queries.board(input, principal);
  }

  @Handle(sumDuesMonths)
  sumDuesMonths(@Input() input: InputOf<typeof sumDuesMonths>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof sumDuesMonths>> {
    return this.queries.sums(input, principal);
  }

  @Handle(listDuesLines)
  listDuesLines(@Input() input: InputOf<typeof listDuesLines>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listDuesLines>> {
    return this.queries.lines(input, principal);
  }

  @Handle(getMemberDues)
  getMemberDues(@Input() input: InputOf<typeof getMemberDues>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getMemberDues>> {
    return this.queries.member(input, principal);
  }

  @Handle(listArrears)
  listArrears(@Input() input: InputOf<typeof listArrears>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listArrears>> {
    return this.queries.arrears(input, principal);
  }

  @Handle(collectDues)
  collectDues(@Input() input: InputOf<typeof collectDues>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof collectDues>> {
    return this.collections.collect(input, principal);
  }

  @Handle(refundCredit)
  refundCredit(@Input() input: InputOf<typeof refundCredit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof refundCredit>> {
    return this.refunds.refund(input, principal);
  }

  @Handle(sendRemittance)
  sendRemittance(@Input() input: InputOf<typeof sendRemittance>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof sendRemittance>> {
    return this.remittances.send(input, principal);
  }

  @Handle(receiveRemittance)
  receiveRemittance(@Input() input: InputOf<typeof receiveRemittance>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof receiveRemittance>> {
    return this.remittances.receive(input, principal);
  }

  @Handle(refuseRemittance)
  refuseRemittance(@Input() input: InputOf<typeof refuseRemittance>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof refuseRemittance>> {
    return this.remittances.refuse(input, principal);
  }

  @Handle(listRemittances)
  listRemittances(@Input() input: InputOf<typeof listRemittances>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listRemittances>> {
    return this.remittances.list(input, principal);
  }
}
