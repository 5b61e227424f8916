import { DomainError } from '@doanket/kernel';

export class CeremonyNotFound extends DomainError {
  readonly code = 'membership/ceremony-not-found';
  readonly kind = 'not-found';
  readonly title = 'Ceremony not found';
  constructor() {
    super('There is no such ceremony within your reach.');
  }
}

export class CeremonyCodeTaken extends DomainError {
  readonly code = 'membership/ceremony-code-taken';
  readonly kind = 'conflict';
  readonly title = 'Code taken';
  constructor() {
    super('Another ceremony bears this code.');
  }
}

export class NotOnProgramme extends DomainError {
  readonly code = 'membership/not-on-programme';
  readonly kind = 'refused';
  readonly title = 'Not on the programme';
  constructor(unitCode: string) {
    super(`${unitCode} is not on the programme of this ceremony.`, { unitCode });
  }
}
