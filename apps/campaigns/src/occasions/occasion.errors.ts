import { DomainError } from '@doanket/kernel';

export class OccasionNotFound extends DomainError {
  readonly code = 'campaigns/occasion-not-found';
  readonly kind = 'not-found';
  readonly title = 'Occasion not found';
  constructor() {
    super('There is no such occasion within your reach.');
  }
}

export class OccasionCodeTaken extends DomainError {
  readonly code = 'campaigns/occasion-code-taken';
  readonly kind = 'refused';
  readonly title = 'Occasion code taken';
  constructor(occasionCode: string) {
    super('Another occasion has this code.', { occasionCode });
  }
}

export class OccasionDayUnclear extends DomainError {
  readonly code = 'campaigns/occasion-day-unclear';
  readonly kind = 'invalid';
  readonly title = 'Day of the occasion unclear';
  constructor() {
    super('An occasion has either a founding day or its own day.', {}, [{ pointer: '/body/foundedOn', detail: 'Give foundedOn or heldOn, one of the two.' }]);
  }
}

/** CMP-18: a plan is tied to occasions of the calendar. */
export class OccasionsUnknown extends DomainError {
  readonly code = 'campaigns/occasions-unknown';
  readonly kind = 'refused';
  readonly title = 'Unknown occasions';
  constructor(occasionCodes: readonly string[]) {
    super('A plan names occasions of the calendar.', { occasionCodes }, [{ pointer: '/body/occasionCodes', detail: 'Not in the calendar' }]);
  }
}
