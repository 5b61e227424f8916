import type { FastifyInstance } from 'fastify';
import { openApiOf } from '../openapi/openapi';
import type { Health } from '../platform/health';
import type { Metrics } from '../platform/metrics';
import type { PlatformIdentity } from '../platform/runtime';

export interface PlatformRouteParts {
  readonly health: Health;
  readonly metrics: Metrics;
  readonly platform: PlatformIdentity;
  readonly baseUrl: string;
}

/** Routes every process has and no contract names: health, metrics, the service's own description. */
export function registerPlatformRoutes(instance: FastifyInstance, { health, metrics, platform, baseUrl }: PlatformRouteParts): void {
  instance.get('/health/live', async () => ({ status: 'live' }));
  instance.get('/health/ready', async (_request, reply) => {
    const readiness = await health.readiness();
    return reply.status(readiness.ready ? 200 : 503).send(readiness);
  });
  instance.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text()));
  if (platform.prefix !== '') instance.get(`${platform.prefix}/openapi.json`, async () => openApiOf(platform.service, baseUrl));
}
