import { DomainError } from '@doanket/kernel';

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
