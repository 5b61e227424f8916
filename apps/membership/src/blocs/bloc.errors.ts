import type { Bloc } from '@doanket/contracts';
import { DomainError, type Day } from '@doanket/kernel';

/** ORG-15: the bloc takes no new members on that day. */
export class BlocClosed extends DomainError {
  readonly code = 'membership/bloc-closed';
  readonly kind = 'refused';
  readonly title = 'Bloc takes no members';
  constructor(bloc: Bloc, day: Day) {
    super(`The bloc ${bloc} takes no members on ${day}.`, { bloc, day });
  }
}
