import { currentCall, systemCall, type Transactions, withCallContext } from '@doanket/persistence';
import { Background } from './background';
import { Health } from './health';
import { Log } from './log';

function logged(work: (log: Log) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  work(new Log('welfare', 'info', { write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

it('logs facts as JSON lines', () => {
  const [line] = logged((log) => log.info({ event: 'claim-refused', claimId: '1' }));
  expect(line).toMatchObject({ level: 'info', service: 'welfare', event: 'claim-refused', claimId: '1' });
  expect(line?.['time']).toMatch(/Z$/);
});

it('never logs the words of the database, which may quote a row', () => {
  const failure = Object.assign(new Error('invalid input: Nguyễn Văn A'), { driverError: { code: '22P02', constraint: undefined, detail: 'Nguyễn Văn A' } });
  const [line] = logged((log) => log.failure('request-failed', failure));
  expect(JSON.stringify(line)).not.toContain('Nguyễn');
  expect(line).toMatchObject({ sqlState: '22P02', error: 'Error' });
});

it('is ready when every check passes, and says why not', async () => {
  const health = new Health();
  health.register('good', async () => null);
  expect((await health.readiness()).ready).toBe(true);
  health.register('bad', async () => 'is away');
  health.register('broken', async () => Promise.reject(new Error('secret')));
  expect(await health.readiness()).toEqual({
    ready: false,
    checks: [{ name: 'good', ready: true, reason: null }, { name: 'bad', ready: false, reason: 'is away' }, { name: 'broken', ready: false, reason: 'check failed' }],
  });
  health.drain();
  expect((await health.readiness()).checks[0]).toEqual({ name: 'process', ready: false, reason: 'is stopping' });
});

it('stops in reverse order what was started, whatever one of them throws', async () => {
  const order: string[] = [];
  const background = new Background(new Log('welfare', 'silent'));
  for (const name of ['relay', 'consumer', 'sealer']) {
    background.add({
      name, start: () => void order.push(`+${name}`), stop: () => {
        order.push(`-${name}`);
        if (name === 'consumer') throw new Error('stuck');
      },
    });
  }
  await background.start();
  await background.stop();
  await background.stop();
  expect(order).toEqual(['+relay', '+consumer', '+sealer', '-sealer', '-consumer', '-relay']);
});

it('repeats a timer after a failure and waits for the running round at the stop', async () => {
  let rounds = 0;
  const background = new Background(new Log('welfare', 'silent'));
  background.addTimer('timer', 1, async () => {
    rounds += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    throw new Error('again');
  });
  await background.start();
  await new Promise((resolve) => setTimeout(resolve, 60));
  await background.stop();
  const seen = rounds;
  expect(seen).toBeGreaterThan(1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(rounds).toBe(seen);
});

it('looks out soon after a caller has written something, and leaves what a timer wrote to the next idle round', async () => {
  let rounds = 0;
  const committed: (() => void)[] = [];
  const background = new Background(new Log('welfare', 'silent'));
  background.addLookout('queue', 60_000, { onCommit: (listener) => committed.push(listener) } as Pick<Transactions, 'onCommit'> as Transactions, () => Promise.resolve(rounds += 1));
  jest.useFakeTimers();
  await background.start();
  committed[0]?.();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(rounds).toBe(0);
  withCallContext(systemCall('welfare', 'a-call'), () => committed.forEach((listener) => [1, 2, 3].forEach(() => listener())));
  await jest.advanceTimersByTimeAsync(1_000);
  expect(rounds).toBe(1);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(rounds).toBe(2);
  await background.stop();
  jest.useRealTimers();
});

it('looks out in a call of its own, so that its rounds neither act for the caller who woke it nor wake each other for ever', async () => {
  const callers: unknown[] = [];
  const committed: (() => void)[] = [];
  const background = new Background(new Log('welfare', 'silent'));
  const transactions = { onCommit: (listener) => committed.push(listener) } as Pick<Transactions, 'onCommit'> as Transactions;
  // Real timers: they keep the context they were set in, and invented ones do not.
  background.addLookout('queue', 60_000, transactions, () => {
    callers.push(currentCall());
    committed.forEach((listener) => listener());
    return Promise.resolve();
  });
  await background.start();
  withCallContext(systemCall('welfare', 'a-call'), () => committed.forEach((listener) => listener()));
  await new Promise((resolve) => setTimeout(resolve, 700));
  await background.stop();
  expect(callers).toEqual([null]);
});
