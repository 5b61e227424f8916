import {
  AccountLinkedV1, type Body, type DataOf, type DirectoryEventContract, LEVEL_OF_TYPE, PartnerOpenedV1, type Post, PostEndedV1,
  PostStartedV1, UnitEndedV1, UnitFoundedV1, UnitMovedV1, type UnitType,
} from '@doanket/contracts';
import { DirectoryWriter } from '@doanket/directory';
import { addDays, type Clock, type Day, newId } from '@doanket/kernel';
import type { Transactions } from '@doanket/persistence';
import type { Caller } from './test-api';

export interface TestUnit { readonly unitId: string; readonly code: string; readonly type: UnitType }

/** Somebody who holds a post. */
export interface Officer extends Caller {
  readonly personId: string;
  readonly postId: string;
  readonly unitId: string;
  readonly unitCode: string;
  readonly post: Post;
}

export interface UnitOptions { readonly parent?: string; readonly type?: UnitType; readonly name?: string; readonly foundedOn?: Day }
export interface PostOptions { readonly from?: Day; readonly to?: Day | null; readonly body?: Body; readonly personId?: string; readonly subject?: string }

/** Facts of a change without what every change carries. */
export type ChangeFacts<E extends DirectoryEventContract> = Omit<DataOf<E>, 'version' | 'decisionId' | 'validFrom' | 'recordedAt' | 'ofMany'>;

const BELOW: Readonly<Partial<Record<UnitType, UnitType>>> = { N: 'C', C: 'S_DISTRICT', S_DISTRICT: 'G', S_WARD: 'G', S_SECTOR: 'G', G: 'T' };
const BODY_OF: Readonly<Record<Post, Body>> = {
  CHAIR: 'STANDING_COMMITTEE', ACTING_HEAD: 'EXECUTIVE_COMMITTEE', STANDING_VICE_CHAIR: 'STANDING_COMMITTEE', VICE_CHAIR: 'STANDING_COMMITTEE',
  COMMITTEE_MEMBER: 'EXECUTIVE_COMMITTEE', INSPECTOR: 'INSPECTION_COMMITTEE', OFFICER: 'OFFICE',
};
const FOUNDED: Day = '1990-01-01';
const IN_OFFICE_FROM: Day = '2010-01-01';

/** Units, posts and accounts for tests, through the same writer that applies the events of the directory. Persons are invented. */
export class TestTree {
  private readonly units = new Map<string, TestUnit>();
  private readonly officers = new Map<string, Promise<Officer>>();

  constructor(
    private readonly transactions: Transactions, private readonly writer: DirectoryWriter, private readonly clock: Clock,
    private readonly changed: () => void,
  ) {}

  /**
   * The tree most tests need: `viet-nam` > `ha-noi` > districts `tay-ho`, `thanh-xuan` and wards `phuong-3`, `phuong-30`, with the
   * grassroots unions `truong-a`, `cong-ty-b` (under `tay-ho`), `benh-vien-c` (`thanh-xuan`) and `phuong-3-co-so` (`phuong-3`).
   */
  async standard(): Promise<void> {
    await this.unit('viet-nam', { type: 'N' });
    await this.unit('ha-noi', { parent: 'viet-nam' });
    for (const code of ['tay-ho', 'thanh-xuan']) await this.unit(code, { parent: 'ha-noi' });
    for (const code of ['phuong-3', 'phuong-30']) await this.unit(code, { parent: 'ha-noi', type: 'S_WARD' });
    for (const [code, parent] of [['truong-a', 'tay-ho'], ['cong-ty-b', 'tay-ho'], ['benh-vien-c', 'thanh-xuan'], ['phuong-3-co-so', 'phuong-3']] as const) {
      await this.unit(code, { parent });
    }
  }

  /** Founds a unit. Without a type it is the usual one below its parent. */
  async unit(code: string, options: UnitOptions = {}): Promise<TestUnit> {
    const parent = options.parent === undefined ? null : this.get(options.parent);
    const type = options.type ?? (parent === null ? 'N' : (BELOW[parent.type] ?? 'T'));
    const unit: TestUnit = { unitId: newId(), code, type };
    await this.apply(UnitFoundedV1, {
      unitId: unit.unitId, code, type, level: LEVEL_OF_TYPE[type], name: options.name ?? `Công đoàn ${code}`, parentId: parent?.unitId ?? null,
      state: 'ACTIVE', bloc: null, territories: [],
    }, options.foundedOn ?? FOUNDED);
    this.units.set(code, unit);
    return unit;
  }

  /** A unit founded before. */
  get(code: string): TestUnit {
    const unit = this.units.get(code);
    if (unit === undefined) throw new Error(`The test tree has no unit ${code}`);
    return unit;
  }

  /** Makes a unit known that the service itself founded, so that posts can be given in it. */
  adopt(unit: TestUnit): void {
    this.units.set(unit.code, unit);
  }

  async move(code: string, parent: string, on: Day): Promise<void> {
    await this.apply(UnitMovedV1, { unitId: this.get(code).unitId, parentId: this.get(parent).unitId }, on);
  }

  /** Ends a unit: `lastDay` is its last day. */
  async end(code: string, lastDay: Day, successor: string | null = null): Promise<void> {
    await this.apply(UnitEndedV1, {
      unitId: this.get(code).unitId, lastDay, state: successor === null ? 'ENDED' : 'MERGED', successorId: successor === null ? null : this.get(successor).unitId,
    }, addDays(lastDay, 1));
  }

  /** Somebody new in a post, with an account; or a person's second post. */
  async appoint(unitCode: string, post: Post, options: PostOptions = {}): Promise<Officer> {
    const { unitId } = this.get(unitCode);
    const personId = options.personId ?? newId();
    const subject = options.subject ?? newId();
    const acting = post === 'ACTING_HEAD';
    const postId = newId();
    await this.apply(PostStartedV1, {
      postId, unitId, personId, post: acting ? 'STANDING_VICE_CHAIR' : post, body: options.body ?? BODY_OF[post], acting,
      appointment: 'ELECTED', fullTime: true, validTo: options.to ?? null,
    }, options.from ?? IN_OFFICE_FROM);
    await this.link(personId, subject);
    return { subject, personId, postId, unitId, unitCode, post };
  }

  async endPost(officer: Officer, lastDay: Day): Promise<void> {
    await this.apply(PostEndedV1, { postId: officer.postId, unitId: officer.unitId, personId: officer.personId, lastDay }, addDays(lastDay, 1));
  }

  /** The one holder of a post in a unit; made when first asked for. */
  holder(unitCode: string, post: Post): Promise<Officer> {
    const key = `${unitCode} ${post}`;
    const known = this.officers.get(key) ?? this.appoint(unitCode, post);
    this.officers.set(key, known);
    return known;
  }

  chairOf = (unitCode: string): Promise<Officer> => this.holder(unitCode, 'CHAIR');
  viceChairOf = (unitCode: string): Promise<Officer> => this.holder(unitCode, 'VICE_CHAIR');
  officerOf = (unitCode: string): Promise<Officer> => this.holder(unitCode, 'OFFICER');
  inspectorOf = (unitCode: string): Promise<Officer> => this.holder(unitCode, 'INSPECTOR');

  /** A person with an account and no post. */
  async person(): Promise<Caller> {
    const caller = { subject: newId(), personId: newId(), postId: null };
    await this.link(caller.personId, caller.subject);
    return caller;
  }

  /** The administrator of the platform: no person, no post. */
  admin(): Caller {
    return { subject: newId(), personId: null, postId: null, claims: { realm_access: { roles: ['platform-admin'] } } };
  }

  /** A partner that acts for a unit with these scopes. */
  async partner(unitCode: string, scopes: readonly string[], clientId = `partner-${newId()}`): Promise<Caller> {
    await this.apply(PartnerOpenedV1, { partnerId: newId(), clientId, unitId: this.get(unitCode).unitId, scopes: [...scopes] }, FOUNDED);
    return { subject: newId(), personId: null, postId: null, claims: { azp: clientId, realm_access: { roles: ['partner'] } } };
  }

  /** Proves the copy complete now, as the heartbeat of membership does. Decisions are refused 60 s after the last one. */
  async heartbeat(): Promise<void> {
    await this.transactions.runWhole(async (tx) => {
      const rows = (await tx.query('select version from directory_state')) as { version: number }[];
      await this.writer.heartbeat(tx, { source: 'membership', version: rows[0]?.version ?? 0, at: this.clock.now().toISOString() });
      await this.writer.turnDay(tx);
    });
    this.changed();
  }

  private link(personId: string, subject: string): Promise<void> {
    return this.apply(AccountLinkedV1, { personId, subject }, FOUNDED);
  }

  /** Applies any change of the directory, e.g. a new name: the facts alone, without what every change carries. */
  async change<E extends DirectoryEventContract>(contract: E, facts: ChangeFacts<E>, validFrom: Day): Promise<void> {
    await this.apply(contract, facts, validFrom);
  }

  private async apply<E extends DirectoryEventContract>(contract: E, facts: ChangeFacts<E>, validFrom: Day): Promise<void> {
    await this.transactions.runWhole(async (tx) => {
      const version = await this.writer.nextVersions(tx, 1);
      const data = { ...facts, version, decisionId: newId(), validFrom, recordedAt: this.clock.now().toISOString(), ofMany: false };
      await this.writer.apply(tx, contract, contract.data.parse(data) as DataOf<E>);
      await this.writer.heartbeat(tx, { source: 'membership', version, at: this.clock.now().toISOString() });
    });
    this.changed();
  }
}
