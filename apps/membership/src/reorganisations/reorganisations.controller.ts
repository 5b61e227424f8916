import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  dryRunReorganisation, executeReorganisation, getReorganisation, undoReorganisation, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { ReorganisationsService } from './reorganisations.service';

@Controller()
export class ReorganisationsController {
  constructor(private readonly reorganisations: ReorganisationsService) {}

  @Handle(dryRunReorganisation)
  dryRun(@Input() input: InputOf<typeof dryRunReorganisation>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof dryRunReorganisation>> {
    return this.reorganisations.dryRun(input.body, principal);
  }

  @Handle(executeReorganisation)
  execute(@Input() input: InputOf<typeof executeReorganisation>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof executeReorganisation>> {
    return this.reorganisations.execute(input.body, principal);
  }

  @Handle(undoReorganisation)
  undo(@Input() input: InputOf<typeof undoReorganisation>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof undoReorganisation>> {
    return this.reorganisations.undo(input, principal);
  }

  @Handle(getReorganisation)
  get(@Input() input: InputOf<typeof getReorganisation>): Promise<AnswerOf<typeof getReorganisation>> {
    return this.reorganisations.get(input.params.id);
  }
}
