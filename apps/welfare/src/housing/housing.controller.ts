import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  applyForHousing, changeHousingCase, completeHousingDossier, finishHousingWork, getHousingCase, handOverHouse, type InputOf, listHousingCases, payHousingCase, readHardship,
} from '@doanket/contracts';
import { Handle, IfMatch, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { HousingQueries } from './housing.queries';
import { HousingService } from './housing.service';

@Controller()
export class HousingController {
  constructor(private readonly housing: HousingService, private readonly queries: HousingQueries) {}

  @Handle(listHousingCases)
  list(@Input() input: InputOf<typeof listHousingCases>) {
    return this.queries.list(input);
  }

  @Handle(getHousingCase)
  get(@Input() input: InputOf<typeof getHousingCase>) {
    return this.queries.get(input.params.id);
  }

  @Handle(readHardship)
  readHardship(@Input() input: InputOf<typeof readHardship>, @CurrentPrincipal() principal: Principal) {
    return this.housing.readHardship(input, principal);
  }

  @Handle(applyForHousing)
  async apply(@Input() input: InputOf<typeof applyForHousing>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.housing.apply(input, principal));
  }

  @Handle(changeHousingCase)
  async change(@Input() input: InputOf<typeof changeHousingCase>, @CurrentPrincipal() principal: Principal, @IfMatch() version: number) {
    return this.queries.get(await this.housing.change(input, principal, version));
  }

  @Handle(completeHousingDossier)
  async completeDossier(@Input() input: InputOf<typeof completeHousingDossier>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.housing.completeDossier(input, principal));
  }

  @Handle(payHousingCase)
  async pay(@Input() input: InputOf<typeof payHousingCase>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.housing.pay(input, principal));
  }

  @Handle(finishHousingWork)
  async finishWork(@Input() input: InputOf<typeof finishHousingWork>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.housing.finishWork(input, principal));
  }

  @Handle(handOverHouse)
  async handOver(@Input() input: InputOf<typeof handOverHouse>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.housing.handOver(input, principal));
  }
}
