import { directoryEvents, DirectoryHeartbeatV1, type DirectoryEventContract, type EventOf } from '@doanket/contracts';
import { Consumes, ConsumesMany } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DirectoryWriter, type DirectoryChange } from './directory.writer';

const CONTRACTS: ReadonlyMap<string, DirectoryEventContract> = new Map(directoryEvents.map((contract) => [contract.type, contract]));

/** Keeps the directory of a service that is not membership: each change is applied once, in the order of the one partition. */
@Injectable()
export class DirectoryConsumer {
  constructor(private readonly writer: DirectoryWriter) {}

  /** In runs: a decision that founds or moves hundreds of units is a few statements here too. */
  @ConsumesMany(directoryEvents)
  onChanges(events: readonly EventOf<DirectoryEventContract>[], tx: Tx): Promise<void> {
    return this.writer.applyAll(tx, events.map(({ meta, data }): DirectoryChange => {
      const contract = CONTRACTS.get(meta.type);
      if (contract === undefined) throw new Error(`No change of the directory: ${meta.type}`);
      return { contract, data };
    }));
  }

  /** A heartbeat that is missing matters to nobody: the next one comes. */
  @Consumes(DirectoryHeartbeatV1, { anyOrder: true })
  onHeartbeat(event: EventOf<typeof DirectoryHeartbeatV1>, tx: Tx): Promise<void> {
    return this.writer.heartbeat(tx, event.data);
  }
}
