import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { adoptPlan, amendPlan, askAdoption, getPlan, type InputOf, issuePlan, listAdoptions, listPlans, reportAdoption } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { AdoptionsService } from './adoptions.service';
import { PlanQueries } from './plans.queries';
import { PlansService } from './plans.service';

@Controller()
export class PlansController {
  constructor(private readonly plans: PlansService, private readonly queries: PlanQueries, private readonly adoptions: AdoptionsService) {}

  @Handle(listPlans)
  list(@Input() input: InputOf<typeof listPlans>) {
    return this.queries.list(input);
  }

  @Handle(getPlan)
  get(@Input() input: InputOf<typeof getPlan>) {
    return this.queries.get(input.params.code);
  }

  @Handle(issuePlan)
  async issue(@Input() input: InputOf<typeof issuePlan>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.plans.issueLive(input, principal));
  }

  @Handle(amendPlan)
  async amend(@Input() input: InputOf<typeof amendPlan>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.plans.amend(input, principal));
  }

  @Handle(askAdoption)
  ask(@Input() input: InputOf<typeof askAdoption>, @CurrentPrincipal() principal: Principal) {
    return this.adoptions.askLive(input, principal);
  }

  @Handle(adoptPlan)
  adopt(@Input() input: InputOf<typeof adoptPlan>, @CurrentPrincipal() principal: Principal) {
    return this.adoptions.adopt(input, principal);
  }

  @Handle(reportAdoption)
  report(@Input() input: InputOf<typeof reportAdoption>, @CurrentPrincipal() principal: Principal) {
    return this.adoptions.report(input, principal);
  }

  @Handle(listAdoptions)
  adoptionsOf(@Input() input: InputOf<typeof listAdoptions>) {
    return this.adoptions.list(input);
  }
}
