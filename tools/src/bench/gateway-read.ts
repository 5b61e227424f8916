import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Pool } from 'undici';
import type { BenchLab } from './bench-lab';
import { ROUNDS } from './rounds';
import { atLeast, type Row } from './row';

const CONNECTIONS = 32;
const TURN_MS = 4_000;
/** The limit per session is there against abuse; for this measurement it is set out of reach. */
const NO_LIMIT = { RATE_SESSION_PER_SECOND: '1000000', RATE_SESSION_BURST: '1000000' };

/** One record through the gateway with a session whose token is cached, against a bare handler behind a bare proxy, and alone. */
export async function gatewayRead(lab: BenchLab): Promise<Row[]> {
  const children: ChildProcess[] = [];
  await lab.stack.restart('gateway', { env: NO_LIMIT });
  try {
    const { id } = await lab.people.officer.post<{ id: string }>('/api/campaigns/petitions', { channel: 'DIRECT', unitCode: lab.people.ward, text: 'Read again and again', receivedOn: lab.today });
    const handler = await child(children, 'baseline-handler', { DATABASE_URL: lab.urlOf('campaigns_migrator') });
    const proxy = await child(children, 'baseline-proxy', { UPSTREAM: handler });
    const headers = { cookie: lab.people.officer.cookie, accept: 'application/json', 'x-acting-post': lab.people.officer.me.actingPostId ?? '' };
    const sides = [
      () => rate(lab.baseUrl, `/api/campaigns/petitions/${id}`, headers),
      () => rate(proxy, `/petitions/${id}`, {}),
      () => rate(handler, `/petitions/${id}`, {}),
    ];
    const values: [number[], number[], number[]] = [[], [], []];
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const [index, side] of sides.entries()) {
        const value = await side();
        if (round >= 0) values[index]?.push(value);
      }
    }
    const series = (label: string, one: readonly number[]) => ({ label, unit: '/s', values: one });
    const ours = series('gateway and service', values[0]);
    return [
      atLeast('e-proxy', 'GET of one record, against a bare handler behind a bare proxy', ours, series('bare proxy and handler', values[1]), 0.5),
      atLeast('e-handler', 'GET of one record, against that handler alone', ours, series('bare handler', values[2]), 0.3),
    ];
  } finally {
    for (const one of children) one.disconnect();
    await lab.stack.restart('gateway');
  }
}

/** Starts a baseline as a process of its own; answers its address. */
function child(children: ChildProcess[], name: string, env: Readonly<Record<string, string>>): Promise<string> {
  const started = fork(join(__dirname, `${name}.js`), [], { env: { ...process.env, ...env, NODE_ENV: 'production' } });
  children.push(started);
  return new Promise((resolve, reject) => {
    started.once('message', (message) => resolve(`http://127.0.0.1:${(message as { port: number }).port}`));
    started.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
}

/** Answers a second over kept connections, each asking again as soon as it was answered. Every answer must be 200. */
async function rate(origin: string, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const until = performance.now() + TURN_MS;
  let answers = 0;
  const connection = async (): Promise<void> => {
    while (performance.now() < until) {
      const { statusCode, body } = await pool.request({ path, method: 'GET', headers });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`GET ${origin}${path}: ${statusCode} ${text.slice(0, 300)}`);
      answers += 1;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const perSecond = (answers * 1_000) / (performance.now() - began);
  await pool.close();
  return perSecond;
}
