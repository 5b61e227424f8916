import type { GatewaySession } from '../support/gateway-session';
import { newPassword, type DemoAccount } from './accounts';
import { NameList } from './names';
import type { Desk, Player } from './player';

interface Person { readonly id: string; readonly account?: string | null }
interface DecisionItem { readonly recordId: string | null }

export interface PostToStart {
  readonly unitCode: string; readonly personId: string; readonly post: 'CHAIR' | 'STANDING_VICE_CHAIR' | 'VICE_CHAIR' | 'OFFICER' | 'COMMITTEE_MEMBER' | 'INSPECTOR';
  readonly body?: string; readonly acting?: boolean; readonly validFrom: string; readonly validTo?: string;
}

/** What the chapters share: the player, the desks that keep paper, the accounts that were opened. */
export class Stage {
  readonly names = new NameList();
  readonly accounts: DemoAccount[] = [];
  private readonly desks = new Map<string, Desk>();

  constructor(readonly player: Player) {}

  /** The two officers of a unit who enter what was decided on paper. Throws for a unit without a desk. */
  desk(unitCode: string): Desk {
    const desk = this.desks.get(unitCode);
    if (desk === undefined) throw new Error(`No desk in ${unitCode}`);
    return desk;
  }

  setDesk(unitCode: string, desk: Desk): void {
    this.desks.set(unitCode, desk);
  }

  /** Enters a person without an account: office-holders of the past need none. Answers the id. */
  async person(by: GatewaySession, unitCode: string): Promise<string> {
    const person = await this.player.post<Person>(by, '/api/membership/persons', { fullName: this.names.take(), unitCode });
    return person.id;
  }

  /** Enters a person and opens an account; `posts` are named for the list of accounts only. */
  async account(by: GatewaySession, account: { username: string; level: DemoAccount['level']; unitCode: string; posts: string[] }): Promise<{ personId: string; account: DemoAccount }> {
    const fullName = this.names.take();
    const password = newPassword();
    const person = await this.player.post<Person>(by, '/api/membership/persons', { fullName, unitCode: account.unitCode, account: { username: account.username, password, temporary: false } });
    const opened = { ...account, password, fullName };
    this.accounts.push(opened);
    return { personId: person.id, account: opened };
  }

  signIn(account: DemoAccount): Promise<GatewaySession> {
    return this.player.signIn(account.username, account.password);
  }

  /** Posts that people took up, by one paper decision. Answers the ids of the posts. */
  async startPosts(desk: Desk, issuer: string, decidedOn: string, posts: readonly PostToStart[]): Promise<string[]> {
    const ids = await this.player.paper(desk, {
      service: 'membership', kind: 'POST_STARTED', issuer, number: this.player.demoNumber(issuer), decidedOn,
      items: posts.map((post) => ({
        unitCode: post.unitCode, personId: post.personId, post: post.post, body: post.body ?? BODY[post.post], acting: post.acting ?? false, appointment: 'ELECTED', fullTime: true, validFrom: post.validFrom,
        ...(post.validTo === undefined ? {} : { validTo: post.validTo }),
      })),
    });
    const started: string[] = [];
    for (const id of ids) {
      const { items } = await this.player.get<{ items: DecisionItem[] }>(desk.recorder, `/api/membership/decisions/${id}/items?limit=100`);
      started.push(...items.map((item) => item.recordId ?? ''));
    }
    return started;
  }
}

const BODY = {
  CHAIR: 'EXECUTIVE_COMMITTEE', STANDING_VICE_CHAIR: 'EXECUTIVE_COMMITTEE', VICE_CHAIR: 'EXECUTIVE_COMMITTEE', COMMITTEE_MEMBER: 'EXECUTIVE_COMMITTEE', OFFICER: 'OFFICE', INSPECTOR: 'INSPECTION_COMMITTEE',
} as const;
