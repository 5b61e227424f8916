import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  cancelCongress, getCongress, holdCongress, listCongressDeadlines, listCongressDuties, listCongresses, listTerms, planCongress, setCongressDeadline, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { CongressesService } from './congresses.service';

@Controller()
export class CongressesController {
  constructor(private readonly congresses: CongressesService) {}

  @Handle(listTerms)
  terms(@Input() input: InputOf<typeof listTerms>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listTerms>> {
    return this.congresses.terms(input, principal);
  }

  @Handle(listCongresses)
  list(@Input() input: InputOf<typeof listCongresses>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listCongresses>> {
    return this.congresses.list(input, principal);
  }

  @Handle(getCongress)
  get(@Input() input: InputOf<typeof getCongress>): Promise<AnswerOf<typeof getCongress>> {
    return this.congresses.get(input.params.id);
  }

  @Handle(planCongress)
  plan(@Input() input: InputOf<typeof planCongress>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof planCongress>> {
    return this.congresses.plan(input, principal);
  }

  @Handle(holdCongress)
  hold(@Input() input: InputOf<typeof holdCongress>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof holdCongress>> {
    return this.congresses.hold(input, principal);
  }

  @Handle(cancelCongress)
  cancel(@Input() input: InputOf<typeof cancelCongress>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof cancelCongress>> {
    return this.congresses.cancel(input, principal);
  }

  @Handle(setCongressDeadline)
  setDeadline(@Input() input: InputOf<typeof setCongressDeadline>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof setCongressDeadline>> {
    return this.congresses.setDeadline(input, principal);
  }

  @Handle(listCongressDeadlines)
  deadlines(@Input() input: InputOf<typeof listCongressDeadlines>): Promise<AnswerOf<typeof listCongressDeadlines>> {
    return this.congresses.deadlines(input);
  }

  @Handle(listCongressDuties)
  duties(@Input() input: InputOf<typeof listCongressDuties>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listCongressDuties>> {
    return this.congresses.duties(input, principal);
  }
}
