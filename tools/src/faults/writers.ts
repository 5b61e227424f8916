import { randomUUID } from 'node:crypto';
import type { Answer, GatewaySession } from '../support/gateway-session';
import type { Entry, Ledger } from './ledger';
import type { People } from './people';

const CHANNELS = ['WRITTEN', 'DIRECT', 'ONLINE'] as const;
const WRITERS = 4;
/** Between two commands of one writer: the load of a busy office, below the limits of the gateway. */
const PAUSE_MS = 40;
const CALL_TIMEOUT_MS = 15_000;
/** How long a command is repeated with its key before its outcome stays unknown. */
const GIVE_UP_AFTER_MS = 90_000;
/** Of so many petitions one is also assigned and answered: further events of the same key. */
const SETTLE_EVERY = 3;
/** The answer of an earlier attempt was lost with the process that gave it; its effect is there. */
const ANSWER_LOST = 'request/answer-lost';

/** Officers at work: they raise petitions, answer some, and repeat with the same key whatever got no clear answer. */
export class Writers {
  private stopping = false;
  private readonly running: Promise<void>[] = [];

  constructor(private readonly people: People, private readonly ledger: Ledger, private readonly today: string) {}

  start(): this {
    for (let index = 0; index < WRITERS; index += 1) this.running.push(this.write(index));
    return this;
  }

  /** Lets each writer finish what it has begun. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  private async write(index: number): Promise<void> {
    const session = index % 2 === 0 ? this.people.chair : this.people.officer;
    for (let n = index; !this.stopping; n += 1) {
      const entry = this.ledger.open(CHANNELS[n % CHANNELS.length] ?? 'WRITTEN');
      await this.raise(session, entry, n % SETTLE_EVERY === 0);
      if (n % SETTLE_EVERY === 0 && entry.id !== null) await this.settle(entry, entry.id);
      await pause(PAUSE_MS);
    }
  }

  private async raise(session: GatewaySession, entry: Entry, classified: boolean): Promise<void> {
    const body = { channel: entry.channel, unitCode: this.people.ward, text: entry.mark, receivedOn: this.today, ...(classified ? { topic: 'WAGES' } : {}) };
    const answer = await this.insist<{ id?: string }>(session, '/api/campaigns/petitions', body);
    if (answer === null) return;
    if (answer.status < 300) {
      entry.state = 'ACKNOWLEDGED';
      entry.id = answer.body.id ?? null;
    } else if (codeOf(answer).includes(ANSWER_LOST)) {
      entry.state = 'ACKNOWLEDGED_WITHOUT_ID';
    } else {
      entry.state = 'REFUSED';
      entry.refusal = `${answer.status} ${codeOf(answer)}`;
    }
  }

  /** The chair takes the petition and answers it; the answer is an event behind the first one of the same key. */
  private async settle(entry: Entry, id: string): Promise<void> {
    const { chair } = this.people;
    const assigned = await this.insist(chair, `/api/campaigns/petitions/${id}/assignment`, { ownerUnitCode: 'ha-noi', dueOn: this.today });
    if (assigned === null || (assigned.status >= 300 && !isDone(assigned))) return this.refused(entry, assigned);
    entry.settled = 'UNKNOWN';
    const answered = await this.insist(chair, `/api/campaigns/petitions/${id}/answer`, { outcome: 'ANSWERED', text: entry.mark, settledOn: this.today });
    if (answered === null) return;
    if (answered.status < 300 || isDone(answered)) entry.settled = 'ACKNOWLEDGED';
    else this.refused(entry, answered);
  }

  private refused(entry: Entry, answer: Answer | null): void {
    if (answer !== null) entry.refusal = `${answer.status} ${codeOf(answer)}`;
  }

  /** One command, repeated with its key until the answer is clear; null when none came in time. */
  private async insist<Body>(session: GatewaySession, path: string, body: unknown): Promise<Answer<Body> | null> {
    const idempotencyKey = randomUUID();
    const deadline = performance.now() + GIVE_UP_AFTER_MS;
    for (let wait = 100; ; wait = Math.min(wait * 2, 1_000)) {
      const answer = await session.call<Body>('POST', path, body, { idempotencyKey, timeoutMs: CALL_TIMEOUT_MS }).catch(() => null);
      if (answer !== null && answer.status < 500 && answer.status !== 429) return answer;
      if (performance.now() > deadline) return null;
      this.ledger.repeats += 1;
      await pause(wait);
    }
  }
}

function codeOf(answer: Answer): string {
  const body = answer.body as { type?: string; code?: string } | null;
  return `${body?.type ?? ''} ${body?.code ?? ''}`.trim();
}

function isDone(answer: Answer): boolean {
  return codeOf(answer).includes(ANSWER_LOST);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
