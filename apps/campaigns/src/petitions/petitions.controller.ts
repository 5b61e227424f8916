import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  assignPetition, classifyPetition, getPetition, type InputOf, linkPetition, listPetitions, mergePetition, raisePetition, resolvePetition, settlePetition,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { PetitionQueries } from './petitions.queries';
import { PetitionsService } from './petitions.service';

@Controller()
export class PetitionsController {
  constructor(private readonly petitions: PetitionsService, private readonly queries: PetitionQueries) {}

  @Handle(listPetitions)
  list(@Input() input: InputOf<typeof listPetitions>, @CurrentPrincipal() principal: Principal) {
    return this.queries.list(input, principal);
  }

  @Handle(getPetition)
  get(@Input() input: InputOf<typeof getPetition>) {
    return this.queries.get(input.params.id);
  }

  @Handle(raisePetition)
  async raise(@Input() input: InputOf<typeof raisePetition>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.petitions.raise(input, principal));
  }

  @Handle(classifyPetition)
  async classify(@Input() input: InputOf<typeof classifyPetition>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.petitions.classify(input, principal));
  }

  @Handle(assignPetition)
  async assign(@Input() input: InputOf<typeof assignPetition>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.petitions.assign(input, principal));
  }

  @Handle(mergePetition)
  async merge(@Input() input: InputOf<typeof mergePetition>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.petitions.merge(input, principal));
  }

  @Handle(linkPetition)
  async link(@Input() input: InputOf<typeof linkPetition>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.petitions.link(input, principal));
  }

  @Handle(settlePetition)
  async settle(@Input() input: InputOf<typeof settlePetition>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.petitions.settle(input, principal));
  }

  @Handle(resolvePetition)
  async resolve(@Input() input: InputOf<typeof resolvePetition>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.petitions.resolve(input, principal));
  }
}
