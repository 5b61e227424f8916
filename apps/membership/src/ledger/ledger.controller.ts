import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { bookOtherIncome, bookSpending, getLedger, listJournals, listPeriods, lockPeriod, reopenPeriod, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { LedgerService } from './ledger.service';

@Controller()
export class LedgerController {
  constructor(private readonly ledger: LedgerService) {}

  @Handle(getLedger)
  view(@Input() input: InputOf<typeof getLedger>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getLedger>> {
    return this.ledger.view(input, principal);
  }

  @Handle(listJournals)
  journals(@Input() input: InputOf<typeof listJournals>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listJournals>> {
    return this.ledger.journals(input, principal);
  }

  @Handle(listPeriods)
  periods(@Input() input: InputOf<typeof listPeriods>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listPeriods>> {
    return this.ledger.periods(input, principal);
  }

  @Handle(lockPeriod)
  lock(@Input() input: InputOf<typeof lockPeriod>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof lockPeriod>> {
    return this.ledger.lock(input, principal);
  }

  @Handle(reopenPeriod)
  reopen(@Input() input: InputOf<typeof reopenPeriod>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof reopenPeriod>> {
    return this.ledger.reopen(input, principal);
  }

  @Handle(bookSpending)
  spend(@Input() input: InputOf<typeof bookSpending>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof bookSpending>> {
    return this.ledger.spend(input, principal);
  }

  @Handle(bookOtherIncome)
  income(@Input() input: InputOf<typeof bookOtherIncome>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof bookOtherIncome>> {
    return this.ledger.income(input, principal);
  }
}
