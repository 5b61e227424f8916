import type { Bloc } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

/** ORG-15: the bloc takes no new members on that day. */
export class BlocClosed extends DomainError {
  readonly code = 'membership/bloc-closed';
  readonly kind = 'refused';
  readonly title = 'Bloc takes no members';
  constructor(bloc: Bloc, day: Day, lastDay: Day | null) {
    super(`The bloc ${bloc} takes no members on ${day}.`, { bloc, day, lastDay });
  }
}

export class BlocNotOpen extends DomainError {
  readonly code = 'membership/bloc-not-open';
  readonly kind = 'conflict';
  readonly title = 'Bloc is closed already';
  constructor(bloc: Bloc) {
    super(`The bloc ${bloc} is not open after that day.`, { bloc });
  }
}

export class BlocOpenAlready extends DomainError {
  readonly code = 'membership/bloc-open-already';
  readonly kind = 'conflict';
  readonly title = 'Bloc is open already';
  constructor(bloc: Bloc) {
    super(`The bloc ${bloc} is open on that day or later.`, { bloc });
  }
}
