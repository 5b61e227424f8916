import { DomainError, type Day } from '@doanket/kernel';

export class HoldingNotFound extends DomainError {
  readonly code = 'awards/holding-not-found';
  readonly kind = 'not-found';
  readonly title = 'Award not found';
  constructor() {
    super('There is no such award within your reach.');
  }
}

/** AWD-01: a title names who may receive it. */
export class ReceiverKindWrong extends DomainError {
  readonly code = 'awards/receiver-kind-wrong';
  readonly kind = 'refused';
  readonly title = 'Not for this kind of receiver';
  constructor(titleCode: string, receiverKind: string, allowed: readonly string[]) {
    super(`${titleCode} is not given to a receiver of kind ${receiverKind}.`, { titleCode, receiverKind, allowed });
  }
}

/** AWD-12: titles for direct workers are not given to managers. */
export class NotADirectWorker extends DomainError {
  readonly code = 'awards/not-a-direct-worker';
  readonly kind = 'refused';
  readonly title = 'Only for direct workers';
  constructor(titleCode: string, known: boolean) {
    super(known ? `${titleCode} is given to direct workers only; this receiver is not one.` : `${titleCode} is given to direct workers only; whether this receiver is one is not known.`, { titleCode, known });
  }
}

/** AWD-14: titles for the non-state sector. */
export class NotANonStateUnit extends DomainError {
  readonly code = 'awards/not-a-non-state-unit';
  readonly kind = 'refused';
  readonly title = 'Only for the non-state sector';
  constructor(titleCode: string, bloc: string | null) {
    super(bloc === null ? `${titleCode} is for the non-state sector; the bloc of the unit is not known.` : `${titleCode} is for the non-state sector; the unit belongs to ${bloc}.`, { titleCode, bloc });
  }
}

/** AWD-02, AWD-05: each level chooses from the level below. */
export class MissingStep extends DomainError {
  readonly code = 'awards/missing-step';
  readonly kind = 'refused';
  readonly title = 'Missing step';
  constructor(titleCode: string, level: string, missingLevel: string) {
    super(`${titleCode} of level ${level} needs the receiver's own record of this title at level ${missingLevel} first.`, { titleCode, level, missingLevel });
  }
}

/** AWD-13: only joint awards have tiers, and theirs is named. */
export class TierWrong extends DomainError {
  readonly code = 'awards/tier-wrong';
  readonly kind = 'refused';
  readonly title = 'Tier does not fit the title';
  constructor(titleCode: string, tiers: number | null) {
    super(tiers === null ? `${titleCode} has no tiers at this level.` : `${titleCode} is awarded in tiers 1 to ${tiers}.`, { titleCode, tiers });
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
