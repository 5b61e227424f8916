import type { FailPoint } from '@doanket/messaging';
import { CallRefused } from '../support/gateway-session';
import { newPid } from './cases/crashes';
import type { Findings } from './checker';
import { pause, type Lab } from './lab';
import { quiet } from './quiet';
import { header, readTopics, type Places } from './topics';

/** Longest time for a job that was killed to be taken up and to end. */
const ENDS_WITHIN_MS = 180_000;
const AGAIN_MS = 500;
const SERVICE = 'membership';

/**
 * Starts membership with a fail point, lets `work` run into it, and waits until the process that was killed there (SIGKILL) has
 * come back. `work` must bear that calls fail meanwhile (`patiently`).
 */
export async function killedAt<T>(lab: Lab, point: FailPoint, pass: number, work: () => Promise<T>, env: Readonly<Record<string, string>> = {}): Promise<T> {
  await lab.stack.restart(SERVICE, { env: { ...env, FAIL_POINTS: `${point}:${pass}` } });
  const armed = await lab.stack.pid(SERVICE);
  const working = work();
  // Awaited below; until then its failure must not count as unhandled.
  working.catch(() => undefined);
  await newPid(lab, SERVICE, armed);
  await lab.stack.returned(SERVICE, armed);
  return working;
}

/** Repeats a call while the service is away; a refusal with a reason ends it. The call keeps its idempotency key itself. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (const deadline = performance.now() + ENDS_WITHIN_MS; ; await pause(AGAIN_MS)) {
    try {
      return await call();
    } catch (error) {
      if ((error instanceof CallRefused && error.status < 500) || performance.now() > deadline) throw error;
    }
  }
}

/** Asks until the answer fits. */
export async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, what: string): Promise<T> {
  for (const deadline = performance.now() + ENDS_WITHIN_MS; ; await pause(AGAIN_MS)) {
    const answer = await patiently(ask);
    if (fits(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}: ${JSON.stringify(answer).slice(0, 300)}`);
  }
}

/** What a case found itself; the rest of the table is filled in. */
export interface JobFindings { readonly sent: number; readonly acknowledged: number; readonly rows: number; readonly events: number; readonly duplicateDeliveries: number; readonly faults: readonly string[] }

export const found = (findings: JobFindings): Findings => ({ ...findings, repeats: 0 });

/** Compares the events of some aggregates with what must be there: each exactly `wanted` times in the broker, in order; again is harmless. */
export async function eventsOf(lab: Lab, topic: string, before: Places, keys: ReadonlySet<string>, wanted: number): Promise<{ events: number; duplicateDeliveries: number; faults: string[] }> {
  await quiet(lab);
  const seen = new Map<string, Set<string>>();
  let messages = 0;
  for (const message of await readTopics(lab.kafka, [topic], before)) {
    const key = message.key?.toString() ?? '';
    if (!keys.has(key)) continue;
    messages += 1;
    seen.set(key, (seen.get(key) ?? new Set()).add(header(message, 'ce_id') ?? ''));
  }
  const faults = [...keys].flatMap((key) => {
    const n = seen.get(key)?.size ?? 0;
    return n === wanted ? [] : [`topic: ${key} has ${n} events, there must be ${wanted}`];
  });
  const events = [...seen.values()].reduce((sum, ids) => sum + ids.size, 0);
  return { events, duplicateDeliveries: messages - events, faults };
}

/** Every journal is balanced, and the balances are the sums of the postings. */
export async function ledgerFaults(lab: Lab): Promise<string[]> {
  const crooked = await lab.sql<{ id: string }>('select journal_id as id from membership.ledger_posting group by 1 having sum(amount_vnd) <> 0 limit 5');
  const balances = await lab.sql<{ account: string; kept: string; summed: string }>(
    `select * from (select b.account, b.balance_vnd::text as kept, coalesce(sum(case a.side when 'DEBIT' then p.amount_vnd else -p.amount_vnd end), 0)::text as summed
       from membership.ledger_balance b join membership.ledger_account a on a.code = b.account left join membership.ledger_posting p on p.unit_id = b.unit_id and p.account = b.account
       group by b.unit_id, b.account, b.balance_vnd) x where kept <> summed limit 5`);
  return [...crooked.map(({ id }) => `ledger: journal ${id} is not balanced`), ...balances.map(({ account, kept, summed }) => `ledger: ${account} says ${kept}, its postings ${summed}`)];
}
