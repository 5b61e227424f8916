import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { addInjuryPaper, assessInjury, closeInjury, listInjuries, listVisitTasks, noteInjuryRequest, noteVisit, openInjury, readInjury, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { VisitsService } from './visits.service';
import { WorkInjuriesService } from './work-injuries.service';

@Controller()
export class WorkInjuriesController {
  constructor(private readonly injuries: WorkInjuriesService, private readonly visits: VisitsService) {}

  @Handle(openInjury)
  open(@Input() input: InputOf<typeof openInjury>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof openInjury>> {
    return this.injuries.open(input, principal);
  }

  @Handle(addInjuryPaper)
  addPaper(@Input() input: InputOf<typeof addInjuryPaper>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof addInjuryPaper>> {
    return this.injuries.addPaper(input, principal);
  }

  @Handle(assessInjury)
  assess(@Input() input: InputOf<typeof assessInjury>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof assessInjury>> {
    return this.injuries.assess(input, principal);
  }

  @Handle(noteInjuryRequest)
  requested(@Input() input: InputOf<typeof noteInjuryRequest>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof noteInjuryRequest>> {
    return this.injuries.requested(input, principal);
  }

  @Handle(closeInjury)
  close(@Input() input: InputOf<typeof closeInjury>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof closeInjury>> {
    return this.injuries.close(input, principal);
  }

  @Handle(listInjuries)
  list(@Input() input: InputOf<typeof listInjuries>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listInjuries>> {
    return this.injuries.list(input, principal);
  }

  @Handle(readInjury)
  read(@Input() input: InputOf<typeof readInjury>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof readInjury>> {
    return this.injuries.read(input, principal);
  }

  @Handle(listVisitTasks)
  listVisits(@Input() input: InputOf<typeof listVisitTasks>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listVisitTasks>> {
    return this.visits.list(input, principal);
  }

  @Handle(noteVisit)
  noteVisit(@Input() input: InputOf<typeof noteVisit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof noteVisit>> {
    return this.visits.note(input, principal);
  }
}
