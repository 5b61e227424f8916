import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { followClaim, listClaims, noteEmployerFiling, noteInsurerAnswer, noteWorkerFiling, readClaim, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { BenefitClaimsService } from './benefit-claims.service';

@Controller()
export class BenefitClaimsController {
  constructor(private readonly claims: BenefitClaimsService) {}

  @Handle(followClaim)
  follow(@Input() input: InputOf<typeof followClaim>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof followClaim>> {
    return this.claims.follow(input, principal);
  }

  @Handle(noteWorkerFiling)
  workerFiled(@Input() input: InputOf<typeof noteWorkerFiling>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof noteWorkerFiling>> {
    return this.claims.workerFiled(input, principal);
  }

  @Handle(noteEmployerFiling)
  employerFiled(@Input() input: InputOf<typeof noteEmployerFiling>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof noteEmployerFiling>> {
    return this.claims.employerFiled(input, principal);
  }

  @Handle(noteInsurerAnswer)
  answered(@Input() input: InputOf<typeof noteInsurerAnswer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof noteInsurerAnswer>> {
    return this.claims.answered(input, principal);
  }

  @Handle(listClaims)
  list(@Input() input: InputOf<typeof listClaims>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listClaims>> {
    return this.claims.list(input, principal);
  }

  @Handle(readClaim)
  read(@Input() input: InputOf<typeof readClaim>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof readClaim>> {
    return this.claims.read(input, principal);
  }
}
