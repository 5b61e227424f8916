import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { changeFounding, draftFounding, getFounding, listFoundings, submitFounding, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, IfMatch, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { FoundingsService } from './foundings.service';

@Controller()
export class FoundingsController {
  constructor(private readonly foundings: FoundingsService) {}

  @Handle(draftFounding)
  draft(@Input() input: InputOf<typeof draftFounding>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof draftFounding>> {
    return this.foundings.draft(input, principal);
  }

  @Handle(changeFounding)
  change(@Input() input: InputOf<typeof changeFounding>, @CurrentPrincipal() principal: Principal, @IfMatch() version: number): Promise<AnswerOf<typeof changeFounding>> {
    return this.foundings.change(input, principal, version);
  }

  @Handle(submitFounding)
  submit(@Input() input: InputOf<typeof submitFounding>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof submitFounding>> {
    return this.foundings.submit(input, principal);
  }

  @Handle(listFoundings)
  list(@Input() input: InputOf<typeof listFoundings>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listFoundings>> {
    return this.foundings.list(input, principal);
  }

  @Handle(getFounding)
  get(@Input() input: InputOf<typeof getFounding>): Promise<AnswerOf<typeof getFounding>> {
    return this.foundings.get(input.params.id);
  }
}
