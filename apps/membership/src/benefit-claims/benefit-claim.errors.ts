import type { ClaimTurn } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class ClaimNotFound extends DomainError {
  readonly code = 'membership/claim-not-found';
  readonly kind = 'not-found';
  readonly title = 'File not found';
  constructor() {
    super('There is no such file within your reach.');
  }
}

export class ClaimKnown extends DomainError {
  readonly code = 'membership/claim-known';
  readonly kind = 'conflict';
  readonly title = 'File is followed already';
  constructor() {
    super('A file of this kind and day is followed already.');
  }
}

export class ClaimNotTheirTurn extends DomainError {
  readonly code = 'membership/claim-not-their-turn';
  readonly kind = 'conflict';
  readonly title = 'Another turn';
  constructor(turn: ClaimTurn) {
    super(`The file waits for ${turn}.`, { turn });
  }
}

export class ClaimDayTooEarly extends DomainError {
  readonly code = 'membership/claim-day-too-early';
  readonly kind = 'refused';
  readonly title = 'Day lies before the turn began';
  constructor(pointer: '/body/filedOn' | '/body/answeredOn', from: Day) {
    super(`The turn began on ${from}.`, { from }, [{ pointer, detail: 'Before the turn began' }]);
  }
}
