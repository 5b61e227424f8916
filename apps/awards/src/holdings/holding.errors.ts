import { DomainError, type Day } from '@doanket/kernel';

export class HoldingNotFound extends DomainError {
  readonly code = 'awards/holding-not-found';
  readonly kind = 'not-found';
  readonly title = 'Award not found';
  constructor() {
    super('There is no such award within your reach.');
  }
}

/** The receiver's unit did not belong to the deciding unit on that day. */
export class UnitOfAnother extends DomainError {
  readonly code = 'awards/unit-of-another';
  readonly kind = 'refused';
  readonly title = 'Unit belongs elsewhere';
  constructor(unitCode: string, on: Day) {
    super('The receiver\'s unit did not belong to the deciding unit on that day.', { unitCode, on });
  }
}

export class AwardedTwice extends DomainError {
  readonly code = 'awards/awarded-twice';
  readonly kind = 'refused';
  readonly title = 'Awarded twice';
  constructor(titleCode: string, year: number) {
    super('The receiver has this title of this level and year already.', { titleCode, year });
  }
}

/** Numbers of our own form come from our own sequence; a paper brings another form, or none. */
export class CertificateNumberOurs extends DomainError {
  readonly code = 'awards/certificate-number-ours';
  readonly kind = 'refused';
  readonly title = 'Number of our own sequence';
  constructor(certificateNo: string) {
    super('Certificate numbers of this form are given out here, without gaps.', { certificateNo });
  }
}

export class CertificateNumberTaken extends DomainError {
  readonly code = 'awards/certificate-number-taken';
  readonly kind = 'conflict';
  readonly title = 'Certificate number taken';
  constructor() {
    super('The issuer has given one of these certificate numbers for this title in this year already.');
  }
}

export class HoldingRevoked extends DomainError {
  readonly code = 'awards/holding-revoked';
  readonly kind = 'conflict';
  readonly title = 'Award revoked';
  constructor(revokedOn: Day | null) {
    super('The award has been revoked.', { revokedOn });
  }
}

export class NameUnchanged extends DomainError {
  readonly code = 'awards/name-unchanged';
  readonly kind = 'refused';
  readonly title = 'Nothing to correct';
  constructor() {
    super('The certificate has this name already.', {}, [{ pointer: '/body/name', detail: 'As on the certificate' }]);
  }
}

export class RevokedBeforeAwarded extends DomainError {
  readonly code = 'awards/revoked-before-awarded';
  readonly kind = 'refused';
  readonly title = 'Revoked before it was awarded';
  constructor(decidedOn: Day) {
    super('An award is revoked on the day of its decision or later.', { awardedOn: decidedOn }, [{ pointer: '/body/decidedOn', detail: `Before ${decidedOn}` }]);
  }
}

/** Corrected, revoked and sent by who awarded it, or who goes on for that unit. */
export class NotTheAwarder extends DomainError {
  readonly code = 'awards/not-the-awarder';
  readonly kind = 'forbidden';
  readonly title = 'Awarded by another unit';
  constructor(unitCode: string) {
    super('This is done by the unit that awarded the title.', { unitCode });
  }
}

/** AWD-06: delegates are a subset of the holders. */
export class NotAHolder extends DomainError {
  readonly code = 'awards/not-a-holder';
  readonly kind = 'refused';
  readonly title = 'Not a holder of the title';
  constructor(titleCode: string) {
    super('A delegate is one of those whom the sending unit has honoured with this title by that day.', { titleCode });
  }
}

export class DelegateAlready extends DomainError {
  readonly code = 'awards/delegate-already';
  readonly kind = 'refused';
  readonly title = 'Delegate already';
  constructor(chosenOn: Day | null) {
    super('This holder has been chosen as delegate already.', { chosenOn });
  }
}

export class ChosenOutsideTime extends DomainError {
  readonly code = 'awards/chosen-outside-time';
  readonly kind = 'refused';
  readonly title = 'Chosen outside of the time';
  constructor(from: Day, to: Day) {
    super(`A delegate is chosen between the award, ${from}, and today, ${to}.`, { from, to }, [{ pointer: '/body/chosenOn', detail: 'Outside of the time' }]);
  }
}

/** AWD-02: what was decided is handed over once. */
export class PresentedAlready extends DomainError {
  readonly code = 'awards/presented-already';
  readonly kind = 'conflict';
  readonly title = 'Handed over already';
  constructor(presentedOn: Day | null) {
    super('The award was handed over already, or nothing of the decision waits.', { presentedOn });
  }
}

export class PresentedOutsideTime extends DomainError {
  readonly code = 'awards/presented-outside-time';
  readonly kind = 'refused';
  readonly title = 'Handed over outside of its time';
  constructor(decidedOn: Day, today: Day) {
    super('An award is handed over on the day of its decision or later, today at the latest.', { decidedOn, today }, [{ pointer: '/body/presentedOn', detail: 'Outside of its time' }]);
  }
}
