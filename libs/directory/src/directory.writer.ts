import {
  AccountLinkedV1, PartnerOpenedV1, PostEndedV1, PostStartedV1, ReorganisationExecutedV1, ReorganisationUndoneV1,
  UnitAdvancedV1, UnitEndedV1, UnitFoundedV1, UnitMovedV1, UnitReclassifiedV1, UnitRenamedV1,
  type DataOf, type DirectoryEventContract, type DirectoryHeartbeatV1,
} from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { ReorganisationIncomplete } from './directory.errors';
import { PostWriter } from './post.writer';
import { ScopeWriter } from './scope.writer';
import { UnitTreeWriter } from './unit-tree.writer';

/** What each change carries, whatever it is. */
type AnyChange = DataOf<DirectoryEventContract>;
type Apply = (tx: Tx, data: never) => Promise<unknown>;
type ApplyMany = (tx: Tx, data: readonly never[]) => Promise<unknown>;

/** One change with its contract. */
export interface DirectoryChange { readonly contract: DirectoryEventContract; readonly data: AnyChange }

/**
 * Applies changes of the directory to the tables of one service. The source uses it in the transaction of the decision,
 * a copy in the transaction of its consumer: the same code in the same order, so source and copies are equal.
 */
export class DirectoryWriter {
  private readonly units = new UnitTreeWriter();
  private readonly posts = new PostWriter();
  private readonly scope = new ScopeWriter();
  private readonly handlers: ReadonlyMap<string, Apply>;
  /** Kinds that come in thousands are written set-based. */
  private readonly many: ReadonlyMap<string, ApplyMany>;

  constructor(private readonly clock: Clock) {
    const { units, posts } = this;
    const handlers: [DirectoryEventContract, Apply][] = [
      [UnitAdvancedV1, (tx, data: DataOf<typeof UnitAdvancedV1>) => units.change(tx, data.unitId, { state: data.state, successorId: null }, data)],
      [UnitRenamedV1, (tx, data: DataOf<typeof UnitRenamedV1>) => units.change(tx, data.unitId, { name: data.name }, data)],
      [UnitReclassifiedV1, (tx, data: DataOf<typeof UnitReclassifiedV1>) =>
        units.change(tx, data.unitId, { bloc: data.bloc, territories: data.territories }, data)],
      [PostStartedV1, (tx, data: DataOf<typeof PostStartedV1>) => posts.start(tx, data)],
      [AccountLinkedV1, (tx, data: DataOf<typeof AccountLinkedV1>) => link(tx, data)],
      [PartnerOpenedV1, (tx, data: DataOf<typeof PartnerOpenedV1>) => openPartner(tx, data)],
      [ReorganisationExecutedV1, (tx, data: DataOf<typeof ReorganisationExecutedV1>) => this.execute(tx, data)],
      [ReorganisationUndoneV1, async (tx, data: DataOf<typeof ReorganisationUndoneV1>) => {
        await units.undo(tx, data);
        await posts.undo(tx, data);
      }],
    ];
    const many: [DirectoryEventContract, ApplyMany][] = [
      [UnitFoundedV1, (tx, data: readonly DataOf<typeof UnitFoundedV1>[]) => units.found(tx, data)],
      [UnitMovedV1, (tx, data: readonly DataOf<typeof UnitMovedV1>[]) => units.changeMany(tx, data.map((moved) => ({ unitId: moved.unitId, change: { parentId: moved.parentId }, at: moved })))],
      [UnitEndedV1, (tx, data: readonly DataOf<typeof UnitEndedV1>[]) => units.changeMany(tx, data.map((ended) => ({ unitId: ended.unitId, change: { state: ended.state, successorId: ended.successorId }, at: ended })))],
      [PostEndedV1, (tx, data: readonly DataOf<typeof PostEndedV1>[]) => posts.end(tx, data)],
    ];
    this.handlers = new Map(handlers.map(([contract, apply]) => [contract.type, apply]));
    this.many = new Map(many.map(([contract, apply]) => [contract.type, apply]));
  }

  /** Numbers the next `count` changes and answers the first number. Only the source does; the row lock orders its decisions. */
  async nextVersions(tx: Tx, count: number): Promise<number> {
    const [rows] = (await tx.query('update directory_state set version = version + $1 returning version', [count])) as [{ version: number }[], number];
    const last = rows[0]?.version;
    if (last === undefined) throw new Error('directory_state has no row');
    return last - count + 1;
  }

  /** Applies one change, or keeps it back when it is one of many that switch together. */
  apply<E extends DirectoryEventContract>(tx: Tx, contract: E, data: DataOf<E>): Promise<void> {
    return this.applyAll(tx, [{ contract, data }]);
  }

  /**
   * Applies changes in the order given, a decision's or what a copy got; those of one decision over many units are kept back
   * until its last one is in.
   */
  async applyAll(tx: Tx, changes: readonly DirectoryChange[]): Promise<void> {
    const last = changes.at(-1);
    if (last === undefined) return;
    await this.stage(tx, changes.filter(({ data }) => data.ofMany));
    for (const run of runsOf(changes.filter(({ data }) => !data.ofMany).map(({ contract, data }) => ({ type: contract.type, data })))) {
      await this.write(tx, run);
      await this.refreshScope(tx, run);
    }
    await tx.query(
      `update directory_state set version = greatest(version, $1),
         complete_at = case when greatest(version, $1) >= heartbeat_version and heartbeat_at is not null then greatest(complete_at, heartbeat_at) else complete_at end`,
      [last.data.version]);
  }

  /** The source was complete at this instant with this version. */
  async heartbeat(tx: Tx, beat: DataOf<typeof DirectoryHeartbeatV1>): Promise<void> {
    await tx.query(
      `update directory_state set heartbeat_version = $1, heartbeat_at = $2,
         complete_at = case when version >= $1 then greatest(complete_at, $2) else complete_at end
       where heartbeat_at is null or heartbeat_at < $2`, [beat.version, beat.at]);
  }

  /** Makes the scope that of today when the day has changed: changes recorded ahead begin at midnight in Hanoi. */
  async turnDay(tx: Tx): Promise<void> {
    const today = this.clock.today();
    const due: unknown[] = await tx.query('select 1 from directory_state where scope_day is distinct from $1 for update', [today]);
    if (due.length > 0) await this.scope.recompute(tx, today);
  }

  private async execute(tx: Tx, executed: DataOf<typeof ReorganisationExecutedV1>): Promise<void> {
    const staged: Written[] = await tx.query(
      'select type, data from directory_stage where decision_id = $1 order by version', [executed.decisionId]);
    if (staged.length !== executed.events) throw new ReorganisationIncomplete(executed.events, staged.length);
    for (const run of runsOf(staged)) await this.write(tx, run);
    await tx.query('delete from directory_stage where decision_id = $1', [executed.decisionId]);
  }

  private async write(tx: Tx, run: readonly Written[]): Promise<void> {
    const type = run[0]?.type ?? '';
    const many = this.many.get(type);
    if (many !== undefined) await many(tx, run.map(({ data }) => data as never));
    else for (const { data } of run) await this.handle(tx, type, data);
  }

  private async stage(tx: Tx, changes: readonly DirectoryChange[]): Promise<void> {
    if (changes.length === 0) return;
    await tx.query(
      `insert into directory_stage (version, decision_id, type, data)
       select (data->>'version')::int, (data->>'decisionId')::uuid, type, data from jsonb_to_recordset($1::jsonb) as t(type text, data jsonb)`,
      [JSON.stringify(changes.map(({ contract, data }) => ({ type: contract.type, data })))]);
  }

  private async handle(tx: Tx, type: string, data: AnyChange): Promise<void> {
    const apply = this.handlers.get(type);
    if (apply === undefined) throw new Error(`No change of the directory: ${type}`);
    await apply(tx, data as never);
  }

  private async refreshScope(tx: Tx, run: readonly Written[]): Promise<void> {
    const type = run[0]?.type ?? '';
    const today = this.clock.today();
    if (type === UnitFoundedV1.type) await this.scope.add(tx, run.map(({ data }) => data as DataOf<typeof UnitFoundedV1>));
    else if ((type === UnitMovedV1.type || type === UnitEndedV1.type) && run.length <= FOLLOWED_SINGLY) {
      for (const { data } of run) await this.scope.follow(tx, (data as DataOf<typeof UnitMovedV1 | typeof UnitEndedV1>).unitId, today);
    } else if (MOVES_SCOPE.has(type)) await this.scope.recompute(tx, today);
  }
}

/** Moves of one run that are cheaper followed one by one than by computing the tree of all units. */
const FOLLOWED_SINGLY = 10;

interface Written { readonly type: string; readonly data: AnyChange }

/** Kinds of changes that are written together, by what each of them changes. */
const TOGETHER: Readonly<Record<string, 'unitId' | 'postId'>> = { [UnitFoundedV1.type]: 'unitId', [UnitMovedV1.type]: 'unitId', [UnitEndedV1.type]: 'unitId', [PostEndedV1.type]: 'postId' };

/**
 * Neighbours of one kind that were recorded at one instant and change different things are written together; what hangs on a
 * unit of the run, and everything else, begins anew, so the order is kept.
 */
function runsOf(changes: readonly Written[]): Written[][] {
  const runs: Written[][] = [];
  let seen = new Set<unknown>();
  for (const change of changes) {
    const key = TOGETHER[change.type];
    const facts = change.data as AnyChange & { readonly parentId?: string | null } & Readonly<Record<string, unknown>>;
    const changed = key === undefined ? undefined : facts[key];
    const run = runs.at(-1);
    const first = run?.[0];
    if (run !== undefined && first?.type === change.type && first.data.recordedAt === facts.recordedAt && changed !== undefined && !seen.has(changed) && !seen.has(facts.parentId ?? undefined)) run.push(change);
    else {
      runs.push([change]);
      seen = new Set();
    }
    seen.add(changed);
  }
  return runs;
}

const MOVES_SCOPE: ReadonlySet<string> = new Set([UnitMovedV1.type, UnitEndedV1.type, ReorganisationExecutedV1.type, ReorganisationUndoneV1.type]);

async function link(tx: Tx, account: DataOf<typeof AccountLinkedV1>): Promise<void> {
  await tx.query('delete from directory_account where person_id = $1 and subject <> $2', [account.personId, account.subject]);
  await tx.query(
    `insert into directory_account (subject, person_id) values ($1, $2) on conflict (subject) do update set person_id = excluded.person_id`,
    [account.subject, account.personId]);
}

async function openPartner(tx: Tx, partner: DataOf<typeof PartnerOpenedV1>): Promise<void> {
  await tx.query(
    `insert into directory_partner (client_id, partner_id, unit_id, scopes) values ($1, $2, $3, $4)
     on conflict (client_id) do update set partner_id = excluded.partner_id, unit_id = excluded.unit_id, scopes = excluded.scopes`,
    [partner.clientId, partner.partnerId, partner.unitId, partner.scopes]);
}
