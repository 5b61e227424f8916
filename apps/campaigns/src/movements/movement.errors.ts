import { DomainError, type Day } from '@doanket/kernel';

export class MovementNotFound extends DomainError {
  readonly code = 'campaigns/movement-not-found';
  readonly kind = 'not-found';
  readonly title = 'Movement not found';
  constructor() {
    super('There is no such movement within your reach.');
  }
}

export class MovementCodeTaken extends DomainError {
  readonly code = 'campaigns/movement-code-taken';
  readonly kind = 'refused';
  readonly title = 'Movement code taken';
  constructor(movementCode: string) {
    super('Another movement has this code.', { movementCode });
  }
}

export class MovementClosed extends DomainError {
  readonly code = 'campaigns/movement-closed';
  readonly kind = 'conflict';
  readonly title = 'Movement is closed';
  constructor(closedOn: Day | null) {
    super('The movement was closed by its conference.', { closedOn });
  }
}

/** CMP-21: one period follows the other. */
export class MovementDaysWrong extends DomainError {
  readonly code = 'campaigns/movement-days-wrong';
  readonly kind = 'refused';
  readonly title = 'Days of the movement are wrong';
  constructor(reason: 'END_BEFORE_START' | 'CONFERENCE_BEFORE_START' | 'NEXT_BEFORE_THIS') {
    super('A movement ends after it starts, its conference lies after its start, and the next one does not start before it.', { reason });
  }
}
