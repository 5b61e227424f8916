import { CallRefused, GatewaySession } from '../support/gateway-session';
import { scanOf, type Sheet } from './scan';

/** A decision taken on paper, as the demo's data name it. */
export interface Paper {
  readonly service: 'membership' | 'campaigns' | 'initiatives' | 'welfare' | 'awards' | 'reports';
  readonly kind: string;
  readonly issuer: string;
  readonly number: string;
  readonly decidedOn: string;
  readonly items: readonly Record<string, unknown>[];
  /** Items of one decision at the most; default 500. */
  readonly atOnce?: number;
}

interface Post { readonly id: string; readonly post: string; readonly acting: boolean; readonly body: string }
interface Recorded { readonly id: string }

/** Refusals that only say that news of the tree has not arrived yet. */
const NOT_YET = /directory\/(unit-not-found|post-not-held|unit-not-there-on-day|stale)|decision\/(issuer-not-alive|not-the-issuer)|auth\/(post-not-held|post-not-chosen|permission-missing)|service-down|not-found"/;
const PATIENCE_MS = 45_000;
const ITEMS_AT_ONCE = 500;
/** A decision over 500 units is tried item by item before it is taken. */
const DECISION_MS = 300_000;
const LEADING = ['EXECUTIVE_COMMITTEE', 'STANDING_COMMITTEE', 'PRESIDIUM'];

/** Two officers of one unit: one records what was decided on paper, the other confirms. */
export interface Desk { readonly recorder: GatewaySession; readonly confirmer: GatewaySession }

/** Plays the demo through the gateway. Counts its calls, so that a progress bar can be drawn. */
export class Player {
  private readonly signers = new Map<string, string>();
  private readonly sequence = new Map<string, number>();

  constructor(readonly baseUrl: string, private readonly onCall: () => void) {}

  signIn(username: string, password: string, postId?: string): Promise<GatewaySession> {
    return this.patiently(() => GatewaySession.signIn({ baseUrl: this.baseUrl, username, password, ...(postId === undefined ? {} : { postId }) }), /sign-in|Sign-in|posts/i);
  }

  /** A running number for decisions whose number the articles do not give. */
  demoNumber(issuer: string): string {
    const next = (this.sequence.get(issuer) ?? 0) + 1;
    this.sequence.set(issuer, next);
    return `DEMO-${String(next).padStart(3, '0')}/${issuer.toUpperCase()}`;
  }

  /** Records a decision and leaves it for somebody to confirm. */
  async recordOnly(recorder: GatewaySession, paper: Paper): Promise<void> {
    const signerPostId = await this.headOf(recorder, paper.issuer, paper.decidedOn);
    const fileId = await this.scan(recorder, paper.service, { ...paper, items: paper.items.length });
    await this.post(recorder, `/api/${paper.service}/decisions`, { kind: paper.kind, issuerCode: paper.issuer, number: paper.number, decidedOn: paper.decidedOn, signerPostId, fileId, items: paper.items });
  }

  /** Records a decision and lets the second officer confirm it; more than `atOnce` items become several decisions. Answers their ids. */
  async paper(desk: Desk, paper: Paper): Promise<string[]> {
    const ids: string[] = [];
    const signerPostId = await this.headOf(desk.recorder, paper.issuer, paper.decidedOn);
    const atOnce = paper.atOnce ?? ITEMS_AT_ONCE;
    for (let from = 0; from < paper.items.length; from += atOnce) {
      const items = paper.items.slice(from, from + atOnce);
      const part = paper.items.length > atOnce ? `/${from / atOnce + 1}` : '';
      const number = `${paper.number}${part}`;
      const fileId = await this.scan(desk.recorder, paper.service, { ...paper, number, items: items.length });
      const body = { kind: paper.kind, issuerCode: paper.issuer, number, decidedOn: paper.decidedOn, signerPostId, fileId, items };
      const recorded = await this.post<Recorded>(desk.recorder, `/api/${paper.service}/decisions`, body, DECISION_MS);
      await this.post(desk.confirmer, `/api/${paper.service}/decisions/${recorded.id}/confirmation`, {}, DECISION_MS);
      ids.push(recorded.id);
    }
    return ids;
  }

  /** Stores the sheet of a decision and answers its id; one sheet serves all items. */
  async scan(session: GatewaySession, service: Paper['service'], sheet: Sheet): Promise<string> {
    const bytes = await scanOf(sheet);
    const file = await this.patiently(() => session.upload<{ id: string }>(`/api/${service}/files`, { bytes, type: 'application/pdf', name: `${sheet.number}.pdf` }), NOT_YET);
    this.onCall();
    return file.id;
  }

  /** The post that led a unit on a day. */
  async headOf(session: GatewaySession, unitCode: string, day: string): Promise<string> {
    const key = `${unitCode}@${day}`;
    const known = this.signers.get(key);
    if (known !== undefined) return known;
    const { items } = await this.get<{ items: Post[] }>(session, `/api/membership/units/${unitCode}/posts?asOf=${day}`);
    const order = ['CHAIR', 'STANDING_VICE_CHAIR', 'VICE_CHAIR'];
    const [head] = items.filter((post) => order.includes(post.post) && LEADING.includes(post.body)).sort((a, b) => order.indexOf(a.post) - order.indexOf(b.post));
    if (head === undefined) throw new Error(`Nobody led ${unitCode} on ${day}`);
    this.signers.set(key, head.id);
    return head.id;
  }

  /** A call that may be early: what was decided a moment ago reaches the other services within seconds. */
  async post<Body>(session: GatewaySession, path: string, body: unknown, timeoutMs?: number): Promise<Body> {
    const answer = await this.patiently(() => session.post<Body>(path, body, timeoutMs === undefined ? {} : { timeoutMs }), NOT_YET);
    this.onCall();
    return answer;
  }

  async put<Body>(session: GatewaySession, path: string, body: unknown): Promise<Body> {
    const answer = await this.patiently(() => session.put<Body>(path, body), NOT_YET);
    this.onCall();
    return answer;
  }

  async get<Body>(session: GatewaySession, path: string): Promise<Body> {
    const answer = await this.patiently(() => session.get<Body>(path), NOT_YET);
    this.onCall();
    return answer;
  }

  /** Asks until the answer fits; news from one service to another takes a moment. */
  async until<Body>(session: GatewaySession, path: string, fits: (body: Body) => boolean, what: string): Promise<Body> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const body = await this.get<Body>(session, path);
      if (fits(body)) return body;
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}: ${JSON.stringify(body).slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  private async patiently<T>(call: () => Promise<T>, notYet: RegExp): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let wait = 100; ; wait = Math.min(wait * 2, 2_000)) {
      try {
        return await call();
      } catch (error) {
        const text = error instanceof CallRefused ? JSON.stringify(error.problem) : error instanceof Error ? error.message : '';
        if (Date.now() > deadline || !notYet.test(text)) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }
}
