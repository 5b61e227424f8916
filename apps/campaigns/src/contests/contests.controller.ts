import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  announceContest, awardPrizes, closeContest, enterContest, getContest, holdContest, type InputOf, listContestEntries, listContests, listPrizes, markEntries,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { ContestQueries } from './contests.queries';
import { ContestsService } from './contests.service';
import { EntriesService } from './entries.service';

@Controller()
export class ContestsController {
  constructor(private readonly contests: ContestsService, private readonly entries: EntriesService, private readonly queries: ContestQueries) {}

  @Handle(listContests)
  list(@Input() input: InputOf<typeof listContests>) {
    return this.queries.list(input);
  }

  @Handle(getContest)
  get(@Input() input: InputOf<typeof getContest>) {
    return this.queries.get(input.params.code);
  }

  @Handle(announceContest)
  async announce(@Input() input: InputOf<typeof announceContest>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.contests.announceLive(input, principal));
  }

  @Handle(enterContest)
  async enter(@Input() input: InputOf<typeof enterContest>, @CurrentPrincipal() principal: Principal) {
    return this.queries.entryById(await this.entries.enterLive(input, principal));
  }

  @Handle(listContestEntries)
  entriesOf(@Input() input: InputOf<typeof listContestEntries>) {
    return this.queries.entries(input);
  }

  @Handle(markEntries)
  async mark(@Input() input: InputOf<typeof markEntries>, @CurrentPrincipal() principal: Principal) {
    return { marked: await this.contests.mark(input, principal) };
  }

  @Handle(holdContest)
  async hold(@Input() input: InputOf<typeof holdContest>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.contests.hold(input, principal));
  }

  @Handle(awardPrizes)
  async award(@Input() input: InputOf<typeof awardPrizes>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.contests.award(input, principal));
  }

  @Handle(listPrizes)
  prizes(@Input() input: InputOf<typeof listPrizes>) {
    return this.queries.prizes(input);
  }

  @Handle(closeContest)
  async close(@Input() input: InputOf<typeof closeContest>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.contests.close(input, principal));
  }
}
