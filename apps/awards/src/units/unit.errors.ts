import { DomainError } from '@doanket/kernel';

export class UnitsUnknown extends DomainError {
  readonly code = 'awards/units-unknown';
  readonly kind = 'refused';
  readonly title = 'Units unknown';
  constructor(codes: readonly string[]) {
    super('There are no units with these codes.', { codes: codes.slice(0, 20) });
  }
}
