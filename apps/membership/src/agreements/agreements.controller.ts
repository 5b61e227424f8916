import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  amendAgreement, ballotAgreement, fileAgreement, getAgreement, getAgreementCoverage, listAgreements, openAgreement, signAgreement, voidAgreement, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { AgreementsService } from './agreements.service';
import { CoverageService } from './coverage.service';

@Controller()
export class AgreementsController {
  constructor(private readonly agreements: AgreementsService, private readonly coverage: CoverageService) {}

  @Handle(openAgreement)
  open(@Input() input: InputOf<typeof openAgreement>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof openAgreement>> {
    return this.agreements.open(input, principal);
  }

  @Handle(ballotAgreement)
  ballot(@Input() input: InputOf<typeof ballotAgreement>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof ballotAgreement>> {
    return this.agreements.ballot(input, principal);
  }

  @Handle(signAgreement)
  sign(@Input() input: InputOf<typeof signAgreement>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof signAgreement>> {
    return this.agreements.sign(input, principal);
  }

  @Handle(fileAgreement)
  file(@Input() input: InputOf<typeof fileAgreement>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof fileAgreement>> {
    return this.agreements.file(input, principal);
  }

  @Handle(amendAgreement)
  amend(@Input() input: InputOf<typeof amendAgreement>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof amendAgreement>> {
    return this.agreements.amend(input, principal);
  }

  @Handle(voidAgreement)
  void(@Input() input: InputOf<typeof voidAgreement>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof voidAgreement>> {
    return this.agreements.void(input, principal);
  }

  @Handle(listAgreements)
  list(@Input() input: InputOf<typeof listAgreements>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listAgreements>> {
    return this.agreements.list(input, principal);
  }

  @Handle(getAgreementCoverage)
  covered(@Input() input: InputOf<typeof getAgreementCoverage>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getAgreementCoverage>> {
    return this.coverage.of(input, principal);
  }

  @Handle(getAgreement)
  get(@Input() input: InputOf<typeof getAgreement>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getAgreement>> {
    return this.agreements.get(input.params.id, principal);
  }
}
