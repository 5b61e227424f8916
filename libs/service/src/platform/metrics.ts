import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of this process. Each application has its own registry, so that tests can run several in one process. */
export class Metrics {
  readonly registry = new Registry();
  private readonly collectors: (() => Promise<void>)[] = [];
  readonly httpDuration: Histogram<'method' | 'route' | 'status'>;

  constructor(service: string, ofProcess: boolean) {
    this.registry.setDefaultLabels({ service });
    // Every 10 ms, as is usual, wakes an idle process a hundred times a second.
    if (ofProcess) collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 100 });
    this.httpDuration = new Histogram({
      name: 'http_request_duration_seconds', help: 'Time from request to answer, seconds.', labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30], registers: [this.registry],
    });
  }

  /** Refreshes gauges before each scrape; a failure leaves them as they were. */
  beforeScrape(collect: () => Promise<void>): void {
    this.collectors.push(collect);
  }

  /** Text for Prometheus. */
  async text(): Promise<string> {
    await Promise.allSettled(this.collectors.map((collect) => collect()));
    return this.registry.metrics();
  }
}
