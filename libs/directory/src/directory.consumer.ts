import {
  AccountLinkedV1, PartnerOpenedV1, PostEndedV1, PostStartedV1, ReorganisationExecutedV1, ReorganisationUndoneV1,
  UnitAdvancedV1, UnitEndedV1, UnitFoundedV1, UnitMovedV1, UnitReclassifiedV1, UnitRenamedV1, DirectoryHeartbeatV1, type EventOf,
} from '@doanket/contracts';
import { Consumes } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DirectoryWriter } from './directory.writer';

/** Keeps the directory of a service that is not membership: each change is applied once, in the order of the one partition. */
@Injectable()
export class DirectoryConsumer {
  constructor(private readonly writer: DirectoryWriter) {}

  @Consumes(UnitFoundedV1)
  onUnitFounded(event: EventOf<typeof UnitFoundedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, UnitFoundedV1, event.data);
  }

  @Consumes(UnitAdvancedV1)
  onUnitAdvanced(event: EventOf<typeof UnitAdvancedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, UnitAdvancedV1, event.data);
  }

  @Consumes(UnitRenamedV1)
  onUnitRenamed(event: EventOf<typeof UnitRenamedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, UnitRenamedV1, event.data);
  }

  @Consumes(UnitReclassifiedV1)
  onUnitReclassified(event: EventOf<typeof UnitReclassifiedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, UnitReclassifiedV1, event.data);
  }

  @Consumes(UnitMovedV1)
  onUnitMoved(event: EventOf<typeof UnitMovedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, UnitMovedV1, event.data);
  }

  @Consumes(UnitEndedV1)
  onUnitEnded(event: EventOf<typeof UnitEndedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, UnitEndedV1, event.data);
  }

  @Consumes(ReorganisationExecutedV1)
  onReorganisationExecuted(event: EventOf<typeof ReorganisationExecutedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, ReorganisationExecutedV1, event.data);
  }

  @Consumes(ReorganisationUndoneV1)
  onReorganisationUndone(event: EventOf<typeof ReorganisationUndoneV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, ReorganisationUndoneV1, event.data);
  }

  @Consumes(PostStartedV1)
  onPostStarted(event: EventOf<typeof PostStartedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, PostStartedV1, event.data);
  }

  @Consumes(PostEndedV1)
  onPostEnded(event: EventOf<typeof PostEndedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, PostEndedV1, event.data);
  }

  @Consumes(AccountLinkedV1)
  onAccountLinked(event: EventOf<typeof AccountLinkedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, AccountLinkedV1, event.data);
  }

  @Consumes(PartnerOpenedV1)
  onPartnerOpened(event: EventOf<typeof PartnerOpenedV1>, tx: Tx): Promise<void> {
    return this.writer.apply(tx, PartnerOpenedV1, event.data);
  }

  /** A heartbeat that is missing matters to nobody: the next one comes. */
  @Consumes(DirectoryHeartbeatV1, { anyOrder: true })
  onHeartbeat(event: EventOf<typeof DirectoryHeartbeatV1>, tx: Tx): Promise<void> {
    return this.writer.heartbeat(tx, event.data);
  }
}
