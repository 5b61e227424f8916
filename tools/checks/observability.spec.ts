import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock } from '@doanket/kernel';
import { MessagingMetrics } from '@doanket/messaging';
import { addDirectoryMetrics, addStorageMetrics, Metrics } from '@doanket/service';
import { parse } from 'yaml';

/** Alerts and dashboards ask for what the code really tells Prometheus, by the names and labels it really has. */
const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Rule { readonly alert: string; readonly expr: string; readonly labels: { severity: string }; readonly annotations: { summary: string; action: string } }
const rules = (parse(read('deploy/observability/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const panels = (JSON.parse(read('deploy/observability/grafana/dashboards/doanket.json')) as { panels: { title: string; targets: { expr: string; legendFormat: string }[] }[] }).panels;
const expressions = [
  ...rules.map(({ alert, expr }) => [`alert ${alert}`, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [`panel ${title}`, expr] as const)),
];

/** Name of each metric, as it is scraped, with its labels. */
const known = new Map<string, ReadonlySet<string>>([['up', new Set()]]);
beforeAll(async () => {
  const metrics = new Metrics('check', true);
  new MessagingMetrics(metrics.registry);
  addStorageMetrics(metrics.registry, { files: root });
  addDirectoryMetrics(metrics.registry, undefined as never, new SystemClock());
  const { GatewayMetrics } = createRequire(__filename)(join(root, 'apps/gateway/src/platform/metrics.ts')) as { GatewayMetrics: new (metrics: Metrics) => object };
  new GatewayMetrics(metrics);
  for (const { name, type, labelNames = [] } of metrics.registry.getMetricsAsArray() as unknown as { name: string; type: string; labelNames?: string[] }[]) {
    const labels = new Set(labelNames);
    known.set(name, labels);
    if (type === 'histogram') for (const part of ['bucket', 'count', 'sum']) known.set(`${name}_${part}`, labels);
  }
});

/** Every label a scrape adds, and the one of a bucket. */
const OF_PROMETHEUS = ['service', 'job', 'instance', 'le'];
const FUNCTIONS = new Set(['sum', 'max', 'min', 'by', 'rate', 'increase', 'changes', 'histogram_quantile', 'on', 'without']);

const metricsIn = (expr: string) => [...new Set([...expr.replace(/\{[^}]*\}|\[[^\]]*\]|by \([^)]*\)/g, '').matchAll(/[a-z_][a-z0-9_]*/g)].map((match) => match[0]).filter((word) => !FUNCTIONS.has(word)))];
const labelsIn = (expr: string) => [...[...expr.matchAll(/by \(([^)]*)\)/g)].flatMap((match) => (match[1] ?? '').split(',').map((label) => label.trim())), ...[...expr.matchAll(/[{,]\s*([a-z_]+)\s*[=!]/g)].map((match) => match[1] ?? '')];

it.each(expressions)('%s: %s', (_where, expr) => {
  const names = metricsIn(expr);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
  const labels = new Set([...OF_PROMETHEUS, ...names.flatMap((name) => [...(known.get(name) ?? [])])]);
  expect(labelsIn(expr).filter((label) => !labels.has(label))).toEqual([]);
});

it('finds a name or a label that is not there', () => {
  expect(metricsIn('sum by (service) (rate(no_such_metric{status=~"5.."}[5m])) > 0.1')).toEqual(['no_such_metric']);
  expect(labelsIn('sum by (service, nothing) (rate(up{stati=~"5.."}[5m]))')).toEqual(['service', 'nothing', 'stati']);
});

it('every rule says how bad it is and what to do first; names in its text are labels that survive its expression', () => {
  for (const { alert, expr, labels, annotations } of rules) {
    expect([alert, ['warning', 'critical'].includes(labels.severity), annotations.action.length > 10]).toEqual([alert, true, true]);
    const kept = /by \(/.test(expr) ? labelsIn(expr) : [...OF_PROMETHEUS, ...metricsIn(expr).flatMap((name) => [...(known.get(name) ?? [])])];
    const said = [...annotations.summary.matchAll(/\$labels\.([a-z_]+)/g)].map((match) => match[1] ?? '');
    expect([alert, said.filter((label) => !kept.includes(label))]).toEqual([alert, []]);
  }
});

it('what has to be watched is watched', () => {
  const watched = rules.map(({ expr }) => expr).join(' ');
  for (const name of ['messaging_outbox_oldest_unpublished_seconds', 'messaging_lag_seconds', 'messaging_dead_letters_open', 'messaging_gaps_total', 'directory_age_seconds', 'process_start_time_seconds', 'storage_free_bytes']) expect(watched).toContain(name);
});

it('every process of compose is scraped, where it shows its figures', () => {
  const { scrape_configs: jobs } = parse(read('deploy/observability/prometheus.yml')) as { scrape_configs: { static_configs: { targets: string[] }[] }[] };
  const targets = jobs.flatMap((job) => job.static_configs.flatMap((config) => config.targets));
  expect(targets.sort()).toEqual(['awards:4000', 'campaigns:4000', 'gateway:4001', 'initiatives:4000', 'keycloak:9000', 'membership:4000', 'reports:4000', 'welfare:4000']);
});
