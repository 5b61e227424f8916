import type { InjuryPaper } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

export class InjuryNotFound extends DomainError {
  readonly code = 'membership/injury-not-found';
  readonly kind = 'not-found';
  readonly title = 'Case not found';
  constructor() {
    super('There is no such case within your reach.');
  }
}

export class InjuryKnown extends DomainError {
  readonly code = 'membership/injury-known';
  readonly kind = 'conflict';
  readonly title = 'Case known';
  constructor() {
    super('There is a case of this kind and day already.');
  }
}

export class InjuryClosed extends DomainError {
  readonly code = 'membership/injury-closed';
  readonly kind = 'conflict';
  readonly title = 'Case closed';
  constructor() {
    super('The case is closed; nothing is added to it.');
  }
}

export class InjuryPaperMissing extends DomainError {
  readonly code = 'membership/injury-paper-missing';
  readonly kind = 'refused';
  readonly title = 'Paper missing';
  constructor(paper: InjuryPaper) {
    super(`The paper ${paper} is added first.`, { paper });
  }
}

export class InjuryDayTooEarly extends DomainError {
  readonly code = 'membership/injury-day-too-early';
  readonly kind = 'refused';
  readonly title = 'Day lies too early';
  constructor(pointer: '/body/filedOn' | '/body/closedOn' | '/body/visitedOn', from: Day) {
    super(`The day lies on ${from} or later.`, { from }, [{ pointer, detail: 'Too early' }]);
  }
}

export class VisitOpen extends DomainError {
  readonly code = 'membership/visit-open';
  readonly kind = 'conflict';
  readonly title = 'Visit not made';
  constructor() {
    super('The member is visited before the case is closed.');
  }
}

export class VisitNotFound extends DomainError {
  readonly code = 'membership/visit-not-found';
  readonly kind = 'not-found';
  readonly title = 'Visit not found';
  constructor() {
    super('There is no such visit within your reach.');
  }
}

export class VisitMade extends DomainError {
  readonly code = 'membership/visit-made';
  readonly kind = 'conflict';
  readonly title = 'Visit made';
  constructor() {
    super('The visit was noted before.');
  }
}
