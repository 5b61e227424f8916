import type { RebuildView } from '@doanket/contracts';
import { Audit } from '@doanket/audit';
import { Clock, newId } from '@doanket/kernel';
import { Messaging, type Progress } from '@doanket/messaging';
import { statement, Transactions, violated, type Tx } from '@doanket/persistence';
import { Background, Log } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { checksumOf, currentGeneration } from '../projections/generation';
import { groupOf, ReadModel } from '../projections/read-model';
import { RebuildNotFound, RebuildRunning } from './rebuild.errors';

/** While one runs here; and while none does: another process may have started one. */
const LOOK_EVERY_MS = 500;
const IDLE_LOOK_MS = 5_000;
/** A rebuild that has not caught up by then is given up. */
const GIVE_UP_AFTER_MS = 6 * 3_600_000;

interface Row {
  readonly id: string; readonly generation: number; readonly state: RebuildView['state']; readonly started_at: Date; readonly ended_at: Date | null; readonly events_behind: number | null;
  readonly checksum_before: string | null; readonly checksum_after: string | null; readonly failure: string | null; readonly demand_equal: boolean;
}

const RUNNING = statement<Row>('reports.rebuild-running', `
  select id, generation, state, started_at, ended_at, events_behind, checksum_before, checksum_after, failure, demand_equal from rebuild where state = 'RUNNING'`);

/**
 * Rebuilds the read model from the topics while it stays in use: a new generation is filled from the first event on; once
 * both stand at the same offsets their checksums are compared; the switch is one transaction. A rebuild survives a restart.
 */
@Injectable()
export class RebuildsService {
  /** A rebuild was under way when this process last looked. */
  private working = false;

  constructor(
    private readonly transactions: Transactions, private readonly readModel: ReadModel, private readonly messaging: Messaging, private readonly audit: Audit, private readonly clock: Clock,
    private readonly log: Log, background: Background,
  ) {
    background.addTimer('read-model-rebuild', () => (this.working ? LOOK_EVERY_MS : IDLE_LOOK_MS), () => this.advance());
  }

  /** Starts a rebuild. `demandEqual` false switches to a model that differs: for repairing one that is wrong. Throws RebuildRunning. */
  start(demandEqual: boolean): Promise<RebuildView> {
    return this.transactions.runWhole(async (tx) => {
      const [{ next } = { next: 2 }] = (await tx.query('select max(n) + 1 as next from generation')) as { next: number }[];
      const id = newId();
      await tx.query(`insert into rebuild (id, generation, state, started_at, demand_equal) values ($1, $2, 'RUNNING', $3, $4)`, [id, next, this.clock.now(), demandEqual]).catch((error: unknown) => {
        throw violated(error, 'rebuild_one_running') ? new RebuildRunning() : error;
      });
      await tx.query('select reports_create_generation($1)', [next]);
      await this.audit.record(tx, { action: 'read-model.rebuild', objectType: 'rebuild', objectId: id, unitId: null, after: { generation: next, demandEqual } });
      return view(await this.row(tx, id));
    });
  }

  get(id: string): Promise<RebuildView> {
    return this.transactions.readWhole(async (tx) => view(await this.row(tx, id)));
  }

  checksum(): Promise<{ generation: number; checksum: string; records: number }> {
    return this.transactions.readWhole(async (tx) => {
      const generation = await currentGeneration(tx);
      return { generation, ...(await checksumOf(tx, generation)) };
    });
  }

  /** Looks at the running rebuild, if there is one, and switches when it has caught up. */
  async advance(): Promise<void> {
    const [rebuild] = await this.transactions.askWhole(RUNNING, []);
    this.working = rebuild !== undefined;
    if (rebuild === undefined) return;
    if (this.clock.now().getTime() - rebuild.started_at.getTime() > GIVE_UP_AFTER_MS) return this.fail(rebuild, 'It did not catch up in time.');
    this.readModel.consumerOf(rebuild.generation);
    const current = await this.transactions.readWhole((tx) => currentGeneration(tx));
    const oldBefore = await this.messaging.progressOf(groupOf(current));
    const newBefore = await this.messaging.progressOf(groupOf(rebuild.generation));
    const behind = newBefore.reduce((sum, { lag }) => sum + Number(lag), 0);
    await this.transactions.runWhole((tx) => tx.query('update rebuild set events_behind = $2 where id = $1', [rebuild.id, behind]));
    if (behind > 0 || oldBefore.some(({ lag }) => lag > 0n)) return;
    const sums = await this.transactions.readWhole(async (tx) => ({ before: (await checksumOf(tx, current)).checksum, after: (await checksumOf(tx, rebuild.generation)).checksum }));
    // The sums speak of equal offsets only if neither group moved while they were taken; else look again.
    const still = sameOffsets(oldBefore, await this.messaging.progressOf(groupOf(current))) && sameOffsets(newBefore, await this.messaging.progressOf(groupOf(rebuild.generation)));
    if (!still) return;
    if (sums.before !== sums.after && rebuild.demand_equal) return this.fail(rebuild, 'The rebuilt model differs from the one in use.', sums);
    await this.switchTo(rebuild, current, sums);
  }

  private async switchTo(rebuild: Row, current: number, sums: { before: string; after: string }): Promise<void> {
    await this.transactions.runWhole(async (tx) => {
      await tx.query(`update generation set state = 'RETIRED' where n = $1`, [current]);
      await tx.query(`update generation set state = 'CURRENT', switched_at = $2 where n = $1`, [rebuild.generation, this.clock.now()]);
      await tx.query(`update rebuild set state = 'SWITCHED', ended_at = $2, checksum_before = $3, checksum_after = $4, events_behind = 0 where id = $1`, [rebuild.id, this.clock.now(), sums.before, sums.after]);
    });
    await this.giveUp(current);
    this.log.info({ event: 'read-model-switched', generation: rebuild.generation, equal: sums.before === sums.after });
  }

  private async fail(rebuild: Row, failure: string, sums?: { before: string; after: string }): Promise<void> {
    await this.transactions.runWhole((tx) => tx.query(
      `update rebuild set state = 'FAILED', ended_at = $2, failure = $3, checksum_before = $4, checksum_after = $5 where id = $1`,
      [rebuild.id, this.clock.now(), failure, sums?.before ?? null, sums?.after ?? null],
    ));
    await this.giveUp(rebuild.generation);
    this.log.warn({ event: 'read-model-rebuild-failed', generation: rebuild.generation, failure });
  }

  /** Stops the reader of a generation, forgets its marks and drops its tables. */
  private async giveUp(generation: number): Promise<void> {
    await this.transactions.runWhole((tx) => tx.query(`update generation set state = 'RETIRED' where n = $1 and state <> 'CURRENT'`, [generation]));
    await this.readModel.follow();
    await this.messaging.forget(groupOf(generation));
    await this.transactions.runWhole((tx) => tx.query('select reports_drop_generation($1)', [generation]));
  }

  private async row(tx: Tx, id: string): Promise<Row> {
    const [row] = (await tx.query('select * from rebuild where id = $1', [id])) as Row[];
    if (row === undefined) throw new RebuildNotFound();
    return row;
  }
}

function sameOffsets(a: readonly Progress[], b: readonly Progress[]): boolean {
  return a.length === b.length && a.every(({ topic, partition, offset, end }) => b.some((other) => other.topic === topic && other.partition === partition && other.offset === offset && other.end === end));
}

function view(row: Row): RebuildView {
  return {
    id: row.id, generation: row.generation, state: row.state, startedAt: row.started_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null, eventsBehind: row.events_behind,
    checksumBefore: row.checksum_before, checksumAfter: row.checksum_after, equal: row.checksum_after === null ? null : row.checksum_before === row.checksum_after, failure: row.failure,
  };
}
