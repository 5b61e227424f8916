import type { FailPoint } from '@doanket/messaging';
import type { Case } from '../case';
import { whileWriting } from '../case';
import type { Lab } from '../lab';

/** How often the place is passed before the kill: late enough that work is under way, early enough for a short run. */
const KILL_AT_PASS = 4;
const REACHED_WITHIN_MS = 60_000;

const killed = (service: string, short = false): Case => ({
  name: `kill-${service}`, title: `kill -9 of ${service}`, short,
  run: (lab) => whileWriting(lab, `kill-${service}`, () => lab.stack.killAndReturn(service)),
});

const killedTwice = (service: string): Case => ({
  name: `kill-${service}-twice`, title: `kill -9 of ${service}, again while it recovers`, short: false,
  run: (lab) => whileWriting(lab, `kill-${service}-twice`, async () => {
    const first = await lab.stack.pid(service);
    await lab.stack.kill(service, 'SIGKILL');
    await newPid(lab, service, first);
    await lab.stack.killAndReturn(service);
  }),
});

/** The service is launched once with a fail point, which kills it with SIGKILL at exactly that place. */
const failPoint = (service: string, point: FailPoint, short = false): Case => ({
  name: point, title: `kill ${point.replaceAll('-', ' ')} (${service})`, short,
  run: (lab) => whileWriting(lab, point, async () => {
    await lab.stack.restart(service, { env: { FAIL_POINTS: `${point}:${KILL_AT_PASS}` } });
    const armed = await lab.stack.pid(service);
    await newPid(lab, service, armed);
    await lab.stack.returned(service, armed);
  }),
});

/** Waits until the process is another one: the supervisor has brought it back. */
export async function newPid(lab: Lab, service: string, before: number | undefined): Promise<void> {
  const deadline = performance.now() + REACHED_WITHIN_MS;
  for (;;) {
    const now = await lab.stack.pid(service);
    if (now !== undefined && now !== before) return;
    if (performance.now() > deadline) throw new Error(`${service} was not killed: its fail point was never reached`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const crashes: readonly Case[] = [
  killed('campaigns', true), killed('reports'), killed('membership'), killed('gateway'), killedTwice('campaigns'),
  failPoint('campaigns', 'after-commit-before-publish', true), failPoint('campaigns', 'after-publish-before-mark'), failPoint('reports', 'after-effect-before-offset'),
];
