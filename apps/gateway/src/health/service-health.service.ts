import type { ServiceHealth } from '@doanket/contracts';
import { Injectable } from '@nestjs/common';
import { BACKENDS, type BackendName } from '../proxy/api-path.rules';
import { Upstream } from '../proxy/upstream';

const TIMEOUT_MS = 2_000;

/** Asks every service whether it is ready. */
@Injectable()
export class ServiceHealthService {
  constructor(private readonly upstream: Upstream) {}

  list(): Promise<ServiceHealth[]> {
    return Promise.all(BACKENDS.map((service) => this.one(service)));
  }

  private async one(service: BackendName): Promise<ServiceHealth> {
    const started = process.hrtime.bigint();
    const answer = await this.upstream.readJson(service, '/health/ready', { timeoutMs: TIMEOUT_MS }).catch(() => null);
    if (answer === null) return { service, state: 'DOWN', lacks: [], tookMs: null };
    const tookMs = Number((process.hrtime.bigint() - started) / 1_000_000n);
    return { service, state: answer.status === 200 ? 'READY' : 'NOT_READY', lacks: lacksOf(answer.body), tookMs };
  }
}

/** Names of the parts a service says it lacks. */
export function lacksOf(body: unknown): string[] {
  const checks = (body as { checks?: unknown } | null)?.checks;
  if (!Array.isArray(checks)) return [];
  return checks.filter((check: { name?: unknown; ready?: unknown } | null) => check?.ready === false && typeof check.name === 'string')
    .map((check: { name: string }) => check.name).slice(0, 20);
}
