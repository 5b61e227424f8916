import { DomainError, type Day } from '@doanket/kernel';

/** AWD-01: a title is decided while it is in force, for an achievement of a year in which it was. */
export class TitleNotInForce extends DomainError {
  readonly code = 'awards/title-not-in-force';
  readonly kind = 'refused';
  readonly title = 'Title not in force';
  constructor(titleCode: string, level: string, facts: { readonly on: Day; readonly year: number }) {
    super(`The title ${titleCode} of level ${level} was not in force on ${facts.on} for an achievement of ${facts.year}.`, { titleCode, level, on: facts.on, year: facts.year });
  }
}

/** A later version starts after the one before. */
export class TitleVersionOverlaps extends DomainError {
  readonly code = 'awards/title-version-overlaps';
  readonly kind = 'conflict';
  readonly title = 'Another version holds in that time';
  constructor(titleCode: string, level: string) {
    super('A version of this title starts on that day or later already.', { titleCode, level }, [{ pointer: '/body/validFrom', detail: 'Not after the newest version' }]);
  }
}

/** The city keeps the catalogue of its levels, the confederation all of it. */
export class TitleOfOtherLevel extends DomainError {
  readonly code = 'awards/title-of-other-level';
  readonly kind = 'forbidden';
  readonly title = 'Kept by another level';
  constructor(level: string) {
    super('Titles of N are kept by the confederation, those of C, S and G by the city.', { level });
  }
}

export class TitleBodyWrong extends DomainError {
  readonly code = 'awards/title-contradicts-itself';
  readonly kind = 'refused';
  readonly title = 'Title contradicts itself';
  constructor(pointer: string, detail: string) {
    super(detail, {}, [{ pointer, detail }]);
  }
}

/** Money as a multiple of the base salary needs that salary. */
export class BaseSalaryUnknown extends DomainError {
  readonly code = 'awards/base-salary-unknown';
  readonly kind = 'refused';
  readonly title = 'Base salary unknown';
  constructor(on: Day) {
    super(`No base salary is recorded for ${on}.`, { on });
  }
}
