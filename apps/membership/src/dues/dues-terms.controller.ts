import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  endRelief, grantRelief, listDuesTerms, listReliefs, setDuesBases, setDuesTerm, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { DuesTermsService } from './dues-terms.service';
import { DuesReliefsService } from './dues-reliefs.service';

@Controller()
export class DuesTermsController {
  constructor(private readonly terms: DuesTermsService, private readonly reliefs: DuesReliefsService) {}

  @Handle(setDuesTerm)
  setDuesTerm(@Input() input: InputOf<typeof setDuesTerm>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof setDuesTerm>> {
    return this.terms.set(input, principal);
  }

  @Handle(listDuesTerms)
  listDuesTerms(@Input() input: InputOf<typeof listDuesTerms>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listDuesTerms>> {
    return this.terms.list(input, principal);
  }

  @Handle(setDuesBases)
  setDuesBases(@Input() input: InputOf<typeof setDuesBases>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof setDuesBases>> {
    return this.terms.setBases(input, principal);
  }

  @Handle(grantRelief)
  grantRelief(@Input() input: InputOf<typeof grantRelief>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof grantRelief>> {
    return this.reliefs.grant(input, principal);
  }

  @Handle(endRelief)
  endRelief(@Input() input: InputOf<typeof endRelief>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof endRelief>> {
    return this.reliefs.end(input, principal);
  }

  @Handle(listReliefs)
  listReliefs(@Input() input: InputOf<typeof listReliefs>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listReliefs>> {
    return this.reliefs.list(input, principal);
  }
}
