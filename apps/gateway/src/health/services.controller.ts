import { type AnswerOf, listServiceHealth } from '@doanket/contracts';
import { Handle } from '@doanket/service';
import { Controller, Req, UseFilters } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { GatewayProblemFilter } from '../platform/problem';
import { Callers } from '../proxy/caller';
import { ServiceHealthService } from './service-health.service';

/** For the system page: one question instead of six, which also says who does not answer at all. */
@Controller()
@UseFilters(GatewayProblemFilter)
export class ServicesController {
  constructor(private readonly callers: Callers, private readonly health: ServiceHealthService) {}

  @Handle(listServiceHealth)
  async list(@Req() request: FastifyRequest): Promise<AnswerOf<typeof listServiceHealth>> {
    await this.callers.session(request.raw, request.ip);
    return { items: await this.health.list() };
  }
}
