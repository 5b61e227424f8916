import { DomainError, type Day } from '@doanket/kernel';

export class CountedInFuture extends DomainError {
  readonly code = 'initiatives/counted-in-future';
  readonly kind = 'refused';
  readonly title = 'Counted on a day ahead';
  constructor(on: Day) {
    super(`Staff is counted on or before ${on}.`, { on }, [{ pointer: '/body/countedOn', detail: 'Lies ahead' }]);
  }
}
