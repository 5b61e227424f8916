import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  approveRound, archiveRound, closeRound, draftRound, getRound, getRoundSummary, type InputOf, launchRound, listRounds, reviewRound, summariseRound,
} from '@doanket/contracts';
import { Handle, IfMatch, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { RoundsService } from '../rounds/rounds.service';
import { RoundQueries } from './round.queries';
import { SummariesService } from './summaries.service';

@Controller()
export class RoundsController {
  constructor(private readonly rounds: RoundsService, private readonly queries: RoundQueries, private readonly summaries: SummariesService) {}

  @Handle(listRounds)
  list(@Input() input: InputOf<typeof listRounds>) {
    return this.queries.list(input);
  }

  @Handle(getRound)
  get(@Input() input: InputOf<typeof getRound>) {
    return this.queries.get(input.params.code);
  }

  @Handle(draftRound)
  async draft(@Input() input: InputOf<typeof draftRound>, @IfMatch() version: number, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.rounds.draft(input, version, principal));
  }

  @Handle(approveRound)
  async approve(@Input() input: InputOf<typeof approveRound>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.rounds.approve(input, principal));
  }

  @Handle(launchRound)
  async launch(@Input() input: InputOf<typeof launchRound>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.rounds.launch(input, principal));
  }

  @Handle(reviewRound)
  async review(@Input() input: InputOf<typeof reviewRound>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.rounds.review(input, principal));
  }

  @Handle(closeRound)
  async close(@Input() input: InputOf<typeof closeRound>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.rounds.close(input, principal));
  }

  @Handle(archiveRound)
  async archive(@Input() input: InputOf<typeof archiveRound>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.rounds.archive(input, principal));
  }

  @Handle(summariseRound)
  async summarise(@Input() input: InputOf<typeof summariseRound>, @CurrentPrincipal() principal: Principal) {
    return this.summaries.get(await this.summaries.summarise(input, principal));
  }

  @Handle(getRoundSummary)
  summary(@Input() input: InputOf<typeof getRoundSummary>) {
    return this.summaries.get(input.params.code);
  }
}
