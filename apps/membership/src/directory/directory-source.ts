import { Audit, type AuditEntry } from '@doanket/audit';
import { PostSource } from '@doanket/auth';
import {
  DirectoryHeartbeatV1, ReorganisationExecutedV1, type DataOf, type directoryFacts, type DirectoryEventContract,
} from '@doanket/contracts';
import { DirectoryPostSource, DirectoryWriter, type DirectoryChange } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** What a change says itself; the rest, which every change carries, is filled in here. */
type Facts<E extends DirectoryEventContract> = Omit<DataOf<E>, keyof typeof directoryFacts>;

/** A change that is decided and not yet recorded. */
export interface PlannedChange { readonly contract: DirectoryEventContract; readonly facts: object; readonly validFrom: Day }

/** A change that holds from `validFrom` on. */
export function planned<E extends DirectoryEventContract>(contract: E, facts: Facts<E>, validFrom: Day): PlannedChange {
  return { contract, facts, validFrom };
}

/**
 * The source of the directory: the only place where units, posts and accounts change. What is recorded is applied to our
 * own tables and published in the same transaction, under one number per change, so all copies follow in one order.
 */
@Injectable()
export class DirectorySource {
  private rightsChanged = false;

  constructor(
    private readonly writer: DirectoryWriter, private readonly outbox: Outbox, private readonly clock: Clock,
    private readonly audit: Audit, posts: PostSource, transactions: Transactions,
  ) {
    transactions.onCommit(() => {
      if (!this.rightsChanged) return;
      this.rightsChanged = false;
      (posts as DirectoryPostSource).forget();
    });
  }

  /** Lets nobody else change the directory until this transaction ends: what is read of it from now on stays so. */
  async hold(tx: Tx): Promise<void> {
    await tx.query('select 1 from directory_state for update');
  }

  /** Records changes of one decision, in order; each is visible to the next. */
  record(tx: Tx, decisionId: string, changes: readonly PlannedChange[]): Promise<void> {
    return this.write(tx, decisionId, changes, false);
  }

  /** Records changes of one decision over many units: nobody, here or in a copy, sees a part of them. */
  recordAtOnce(tx: Tx, decisionId: string, changes: readonly PlannedChange[], effectiveOn: Day): Promise<void> {
    return this.write(tx, decisionId, [...changes, planned(ReorganisationExecutedV1, { events: changes.length }, effectiveOn)], true);
  }

  /** Tells the copies how far the directory has come (ADR 12), and forgets heartbeats of long ago. */
  async beat(tx: Tx): Promise<void> {
    const rows: { version: number }[] = await tx.query('select version from directory_state');
    await this.outbox.publish(tx, DirectoryHeartbeatV1, { source: 'membership', version: rows[0]?.version ?? 0, at: this.clock.now().toISOString() });
    await tx.query("delete from outbox where aggregate_type = $1 and aggregate_id = 'membership' and published_at < now() - interval '1 hour'", [DirectoryHeartbeatV1.topic]);
  }

  private async write(tx: Tx, decisionId: string, planned: readonly PlannedChange[], ofMany: boolean): Promise<void> {
    if (planned.length === 0) return;
    const first = await this.writer.nextVersions(tx, planned.length);
    const recordedAt = this.clock.now().toISOString();
    const changes = planned.map(({ contract, facts, validFrom }, index): DirectoryChange => ({
      contract,
      data: contract.data.parse({
        ...facts, version: first + index, decisionId, validFrom, recordedAt, ofMany: ofMany && contract !== ReorganisationExecutedV1,
      }) as DirectoryChange['data'],
    }));
    await this.writer.applyAll(tx, changes);
    await this.audit.record(tx, changes.map(entryOf));
    for (const run of runsOf(changes)) await this.outbox.publish(tx, run[0]!.contract as DirectoryEventContract, run.map(({ data }) => data) as never);
    this.rightsChanged = true;
  }
}

/** A change in the audit trail: what it is, of which unit, post, person or partner, and all that it says; `before` lies in the history. */
function entryOf({ contract, data }: DirectoryChange): AuditEntry {
  const name = contract.type.split('.')[1] ?? contract.type;
  const { version, decisionId, recordedAt: _, ...facts } = data;
  return {
    action: `directory.${name}`, objectType: contract.key.replace(/Id$/, ''), objectId: String((data as Record<string, unknown>)[contract.key]),
    unitId: 'unitId' in data ? data.unitId : null, after: { ...facts, version, decisionId },
  };
}

/** Neighbours of one kind go to the outbox in one statement; the order of all is kept. */
function runsOf(changes: readonly DirectoryChange[]): DirectoryChange[][] {
  const runs: DirectoryChange[][] = [];
  for (const change of changes) {
    const run = runs.at(-1);
    if (run !== undefined && run[0]?.contract === change.contract) run.push(change);
    else runs.push([change]);
  }
  return runs;
}
