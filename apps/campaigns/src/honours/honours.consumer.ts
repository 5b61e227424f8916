import { type EventOf, InitiativeRecognisedV1, SubmissionAcceptedV1, TitleAwardedV1, TitleRevokedV1 } from '@doanket/contracts';
import { Consumes } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { HonoursService } from './honours.service';

/** What awards, initiatives and reports publish and summaries of rounds and movements count. */
@Injectable()
export class HonoursConsumer {
  constructor(private readonly honours: HonoursService) {}

  @Consumes(TitleAwardedV1)
  onTitleAwarded(event: EventOf<typeof TitleAwardedV1>, tx: Tx): Promise<void> {
    return this.honours.keepHonour(tx, event.data);
  }

  @Consumes(TitleRevokedV1)
  onTitleRevoked(event: EventOf<typeof TitleRevokedV1>, tx: Tx): Promise<void> {
    return this.honours.revokeHonour(tx, event.data.holdingId, event.data.revokedOn);
  }

  @Consumes(InitiativeRecognisedV1)
  onInitiativeRecognised(event: EventOf<typeof InitiativeRecognisedV1>, tx: Tx): Promise<void> {
    return this.honours.keepInitiative(tx, event.data);
  }

  @Consumes(SubmissionAcceptedV1)
  onSubmissionAccepted(event: EventOf<typeof SubmissionAcceptedV1>, tx: Tx): Promise<void> {
    return this.honours.keepSubmission(tx, event.data);
  }
}
