import { type AnswerOf, listServiceHealth } from '@doanket/contracts';
import { Handle } from '@doanket/service';
import { Controller, UseFilters } from '@nestjs/common';
import { GatewayProblemFilter } from '../platform/problem';
import { ServiceHealthService } from './service-health.service';

/** For the system page: one question instead of six, which also says who does not answer at all. */
@Controller()
@UseFilters(GatewayProblemFilter)
export class ServicesController {
  constructor(private readonly health: ServiceHealthService) {}

  @Handle(listServiceHealth)
  async list(): Promise<AnswerOf<typeof listServiceHealth>> {
    return { items: await this.health.list() };
  }
}
