import { DomainError } from '@doanket/kernel';

export class DecisionWithoutAwards extends DomainError {
  readonly code = 'awards/decision-without-awards';
  readonly kind = 'not-found';
  readonly title = 'No awards of this decision';
  constructor() {
    super('There are no awards of such a decision within your reach.');
  }
}
