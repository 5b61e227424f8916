import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  changeSelfScores, checkGrading, decideGrading, draftGrading, getGrading, getGradingSummary, listGradings, submitGrading, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, IfMatch, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { GradingsService } from './gradings.service';

@Controller()
export class GradingsController {
  constructor(private readonly gradings: GradingsService) {}

  @Handle(listGradings)
  list(@Input() input: InputOf<typeof listGradings>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listGradings>> {
    return this.gradings.list(input, principal);
  }

  @Handle(getGradingSummary)
  summary(@Input() input: InputOf<typeof getGradingSummary>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getGradingSummary>> {
    return this.gradings.summary(input, principal);
  }

  @Handle(getGrading)
  get(@Input() input: InputOf<typeof getGrading>): Promise<AnswerOf<typeof getGrading>> {
    return this.gradings.get(input.params.id);
  }

  @Handle(draftGrading)
  draft(@Input() input: InputOf<typeof draftGrading>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof draftGrading>> {
    return this.gradings.draft(input, principal);
  }

  @Handle(changeSelfScores)
  changeScores(@Input() input: InputOf<typeof changeSelfScores>, @CurrentPrincipal() principal: Principal, @IfMatch() version: number): Promise<AnswerOf<typeof changeSelfScores>> {
    return this.gradings.changeScores(input, principal, version);
  }

  @Handle(submitGrading)
  submit(@Input() input: InputOf<typeof submitGrading>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof submitGrading>> {
    return this.gradings.submit(input, principal);
  }

  @Handle(checkGrading)
  check(@Input() input: InputOf<typeof checkGrading>, @CurrentPrincipal() principal: Principal, @IfMatch() version: number): Promise<AnswerOf<typeof checkGrading>> {
    return this.gradings.check(input, principal, version);
  }

  @Handle(decideGrading)
  decide(@Input() input: InputOf<typeof decideGrading>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof decideGrading>> {
    return this.gradings.decide(input, principal);
  }
}
