import { DomainError } from '@doanket/kernel';

export class StatementUnreadable extends DomainError {
  readonly code = 'membership/statement-unreadable';
  readonly kind = 'invalid';
  readonly title = 'Statement not readable';
  constructor(where: string) {
    super('The file is no statement in CSV or camt.053.', { where }, [{ pointer: '/body', detail: where }]);
  }
}

export class BankEntryNotFound extends DomainError {
  readonly code = 'membership/bank-entry-not-found';
  readonly kind = 'not-found';
  readonly title = 'Entry not found';
  constructor() {
    super('There is no such entry within your reach.');
  }
}

export class BankEntryNotInState extends DomainError {
  readonly code = 'membership/bank-entry-not-in-state';
  readonly kind = 'conflict';
  readonly title = 'Entry in another state';
  constructor(state: string) {
    super('The entry has been dealt with meanwhile.', { entryState: state });
  }
}

export class MatchTargetUnknown extends DomainError {
  readonly code = 'membership/match-target-unknown';
  readonly kind = 'refused';
  readonly title = 'Nothing to match';
  constructor() {
    super('There is no such employer, or no such money under way of this very amount.', {}, [{ pointer: '/body/targetId', detail: 'Not to be matched' }]);
  }
}

export class MatchNotTakenBack extends DomainError {
  readonly code = 'membership/match-not-taken-back';
  readonly kind = 'refused';
  readonly title = 'Match stays';
  constructor() {
    super('Dues that the level above has received are not taken back.');
  }
}
