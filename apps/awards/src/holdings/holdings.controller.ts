import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { chooseDelegates, correctCertificate, getHolding, type InputOf, listHoldings, presentAwards, revokeAward } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { Delegates } from './delegates.service';
import { HoldingQueries } from './holdings.queries';
import { HoldingsService } from './holdings.service';
import { Presentations } from './presentations.service';

@Controller()
export class HoldingsController {
  constructor(private readonly holdings: HoldingsService, private readonly delegates: Delegates, private readonly presentations: Presentations, private readonly queries: HoldingQueries) {}

  @Handle(listHoldings)
  list(@Input() input: InputOf<typeof listHoldings>) {
    return this.queries.list(input);
  }

  @Handle(getHolding)
  get(@Input() input: InputOf<typeof getHolding>) {
    return this.queries.get(input.params.id);
  }

  @Handle(chooseDelegates)
  chooseDelegates(@Input() input: InputOf<typeof chooseDelegates>, @CurrentPrincipal() principal: Principal) {
    return this.delegates.choose(principal, input.body);
  }

  @Handle(presentAwards)
  present(@Input() input: InputOf<typeof presentAwards>, @CurrentPrincipal() principal: Principal) {
    return this.presentations.present(input, principal);
  }

  @Handle(correctCertificate)
  correct(@Input() input: InputOf<typeof correctCertificate>, @CurrentPrincipal() principal: Principal) {
    return this.holdings.correct(input, principal);
  }

  @Handle(revokeAward)
  revoke(@Input() input: InputOf<typeof revokeAward>, @CurrentPrincipal() principal: Principal) {
    return this.holdings.revoke(input, principal);
  }
}
