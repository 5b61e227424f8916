import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { checkCounters, getGrowth, getMemberCounts, getSensitiveCounts, getUnitStatistics, listCounterChecks, listDensities, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { StatisticsService } from './statistics.service';

@Controller()
export class StatisticsController {
  constructor(private readonly statistics: StatisticsService) {}

  @Handle(getUnitStatistics)
  now(@Input() input: InputOf<typeof getUnitStatistics>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getUnitStatistics>> {
    return this.statistics.now(input.params.code, principal);
  }

  @Handle(getMemberCounts)
  counts(@Input() input: InputOf<typeof getMemberCounts>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getMemberCounts>> {
    return this.statistics.counts(input, principal);
  }

  @Handle(getSensitiveCounts)
  sensitiveCounts(@Input() input: InputOf<typeof getSensitiveCounts>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getSensitiveCounts>> {
    return this.statistics.sensitiveCounts(input.params.code, principal);
  }

  @Handle(getGrowth)
  growth(@Input() input: InputOf<typeof getGrowth>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getGrowth>> {
    return this.statistics.growth(input, principal);
  }

  @Handle(listDensities)
  densities(@Input() input: InputOf<typeof listDensities>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listDensities>> {
    return this.statistics.densities(input, principal);
  }

  @Handle(checkCounters)
  check(): Promise<AnswerOf<typeof checkCounters>> {
    return this.statistics.check();
  }

  @Handle(listCounterChecks)
  checks(@Input() input: InputOf<typeof listCounterChecks>): Promise<AnswerOf<typeof listCounterChecks>> {
    return this.statistics.checks(input);
  }
}
