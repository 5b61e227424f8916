import { Metrics } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { Histogram } from 'prom-client';

/** What the gateway counts besides what every process counts. */
@Injectable()
export class GatewayMetrics {
  private readonly seconds: Histogram<'service' | 'status'>;

  constructor(metrics: Metrics) {
    this.seconds = new Histogram({
      name: 'gateway_call_seconds', help: 'Calls passed to the services or refused, by service and class of status.', labelNames: ['service', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30], registers: [metrics.registry],
    });
  }

  /** `started`: reading of the monotonic clock when the call came in, nanoseconds. */
  observe(service: string, status: number, started: bigint): void {
    this.seconds.observe({ service, status: `${Math.floor(status / 100)}xx` }, Number(process.hrtime.bigint() - started) / 1e9);
  }
}
