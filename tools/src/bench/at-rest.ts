import type { BenchLab } from './bench-lab';
import { pause } from './bench-lab';
import { cpuSecondsOf, memoryOf, processes, treeOf } from './processes';
import { atMost, stated, type Row } from './row';

/** What was measured before leaves garbage and work behind. */
const SETTLE_MS = 30_000;
/** Longer than the longest pause of a poll (10 s), so that each window holds the same work. */
const WATCH_MS = 30_000;
const TURNS = 5;
const INFRASTRUCTURE = ['postgres', 'kafka', 'keycloak'];

/** What the stack takes while nobody works: processor time of the services, memory of everything. */
export async function atRest(lab: BenchLab): Promise<Row[]> {
  await pause(SETTLE_MS);
  const pids = Object.entries(await lab.stack.list()).flatMap(([name, { pid }]) => (pid === undefined ? [] : [{ name, pid }]));
  const services = pids.filter(({ name }) => !INFRASTRUCTURE.includes(name));
  const values: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const before = cpuOf(services.map(({ pid }) => pid));
    const began = performance.now();
    await pause(WATCH_MS);
    values.push(((cpuOf(services.map(({ pid }) => pid)) - before) * 100_000) / (performance.now() - began));
  }
  const all = processes();
  const megabytes = (names: (name: string) => boolean): number => pids.filter(({ name }) => names(name)).reduce((sum, { pid }) => sum + memoryOf(treeOf(all, pid)), 0) / 1_024;
  const memory = (label: string, names: (name: string) => boolean): Row =>
    stated(`g-${label}`, `resident memory: ${label}`, { label, unit: 'MB', values: [megabytes(names)] });
  return [
    atMost('f', `processor time of ${services.length} idle services, of one core`, { label: 'all services', unit: '%', values }, 5),
    memory('whole stack', () => true), memory('services', (name) => !INFRASTRUCTURE.includes(name)),
    ...INFRASTRUCTURE.map((one) => memory(one, (name) => name === one)),
  ];
}

function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
}
