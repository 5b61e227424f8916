import { DomainError } from '@doanket/kernel';

export class OneScopeExpected extends DomainError {
  readonly code = 'reports/one-scope-expected';
  readonly kind = 'refused';
  readonly title = 'A figure has exactly one scope';
  constructor(given: number) {
    super('Give exactly one scope: round, cluster, or from and to with from not after to.', { scopesGiven: given });
  }
}

export class UnknownIndicator extends DomainError {
  readonly code = 'reports/unknown-indicator';
  readonly kind = 'refused';
  readonly title = 'Unknown indicator';
  constructor(indicator: string) {
    super('The dictionary has no such indicator.', { indicator }, [{ pointer: '/query/indicator', detail: 'unknown indicator' }]);
  }
}

export class UnknownScope extends DomainError {
  readonly code = 'reports/unknown-scope';
  readonly kind = 'refused';
  readonly title = 'Unknown round or cluster';
  constructor(kind: 'round' | 'cluster', scopeCode: string) {
    super(`There is no ${kind} with this code.`, { scopeKind: kind, scopeCode }, [{ pointer: `/query/${kind}`, detail: 'unknown code' }]);
  }
}

export class NoRecordsBehind extends DomainError {
  readonly code = 'reports/no-records-behind';
  readonly kind = 'refused';
  readonly title = 'No records behind this indicator';
  constructor(indicator: string) {
    super('This indicator is submitted by units; there are no records to count.', { indicator });
  }
}
