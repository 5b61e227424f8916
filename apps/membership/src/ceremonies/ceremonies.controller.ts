import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  decideAtCeremony, getCeremony, listAtCeremony, listCeremonies, openCeremony, removeFromCeremony, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { CeremoniesService } from './ceremonies.service';

@Controller()
export class CeremoniesController {
  constructor(private readonly service: CeremoniesService) {}

  @Handle(openCeremony)
  open(@Input() input: InputOf<typeof openCeremony>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof openCeremony>> {
    return this.service.open(input, principal);
  }

  @Handle(decideAtCeremony)
  decide(@Input() input: InputOf<typeof decideAtCeremony>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof decideAtCeremony>> {
    return this.service.decide(input, principal);
  }

  @Handle(listAtCeremony)
  listUnits(@Input() input: InputOf<typeof listAtCeremony>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listAtCeremony>> {
    return this.service.listUnits(input, principal);
  }

  @Handle(removeFromCeremony)
  remove(@Input() input: InputOf<typeof removeFromCeremony>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof removeFromCeremony>> {
    return this.service.remove(input, principal);
  }

  @Handle(getCeremony)
  get(@Input() input: InputOf<typeof getCeremony>): Promise<AnswerOf<typeof getCeremony>> {
    return this.service.get(input.params.code);
  }

  @Handle(listCeremonies)
  list(@Input() input: InputOf<typeof listCeremonies>): Promise<AnswerOf<typeof listCeremonies>> {
    return this.service.list(input);
  }
}
