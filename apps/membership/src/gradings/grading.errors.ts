import { GRADING_GROUPS, type GradingState } from '@doanket/contracts';
import { DomainError } from '@doanket/kernel';

export class GradingNotFound extends DomainError {
  readonly code = 'membership/grading-not-found';
  readonly kind = 'not-found';
  readonly title = 'Grading not found';
  constructor() {
    super('There is no such grading within your reach.');
  }
}

/** ORG-20: one grading per union and year. */
export class GradedTwice extends DomainError {
  readonly code = 'membership/graded-twice';
  readonly kind = 'conflict';
  readonly title = 'Grading of that year is there';
  constructor(year: number) {
    super(`This union has a grading for ${year}.`, { year });
  }
}

export class GradingInOtherState extends DomainError {
  readonly code = 'membership/grading-in-other-state';
  readonly kind = 'conflict';
  readonly title = 'Grading is in another state';
  constructor(state: GradingState) {
    super(`The grading is ${state}.`, { state });
  }
}

export class GradingYearAhead extends DomainError {
  readonly code = 'membership/grading-year-ahead';
  readonly kind = 'refused';
  readonly title = 'Year lies ahead';
  constructor(year: number) {
    super(`The year ${year} has not begun.`, { year }, [{ pointer: '/body/year', detail: 'Lies ahead' }]);
  }
}

/** ORG-20: no group above its maximum. */
export class AboveMaximum extends DomainError {
  readonly code = 'membership/above-maximum';
  readonly kind = 'refused';
  readonly title = 'Points above the maximum';
  constructor(groups: readonly { group: (typeof GRADING_GROUPS)[number]; most: number }[]) {
    super('A group has more points than the sheet allows.', {}, groups.map(({ group, most }) => ({ pointer: `/body/scores/${group}`, detail: `At most ${most}` })));
  }
}

/** ORG-20: the checked score gives the band, none before the check. */
export class NotCheckedYet extends DomainError {
  readonly code = 'membership/grading-not-checked';
  readonly kind = 'refused';
  readonly title = 'Scores were not checked';
  constructor() {
    super('The grading is decided by the checked scores, and there are none yet.');
  }
}

/** Scores that differ from the union's own say why. */
export class DifferenceUnexplained extends DomainError {
  readonly code = 'membership/grading-difference-unexplained';
  readonly kind = 'refused';
  readonly title = 'Difference without a reason';
  constructor() {
    super('Where the checked scores differ from the own ones, a note says why.', {}, [{ pointer: '/body/note', detail: 'Needed here' }]);
  }
}

/** The grading waits at another unit, or with the union itself. */
export class NotTheChecker extends DomainError {
  readonly code = 'membership/not-the-checker';
  readonly kind = 'forbidden';
  readonly title = 'Another unit checks it';
  constructor() {
    super('The scores are checked by the level directly above the union, on the day.');
  }
}
