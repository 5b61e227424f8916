import { DomainError, type Day, type FieldError } from '@doanket/kernel';

export class DossierNotFound extends DomainError {
  readonly code = 'dossier/not-found';
  readonly kind = 'not-found';
  readonly title = 'Dossier not found';
  constructor() {
    super('There is no such dossier within your reach.');
  }
}

/** The process was not in force yet on the day. */
export class DefinitionNotInForce extends DomainError {
  readonly code = 'dossier/definition-not-in-force';
  readonly kind = 'refused';
  readonly title = 'Process not in force';
  constructor(definition: string, day: Day) {
    super(`The process ${definition} was not in force on ${day}.`, { definition, day });
  }
}

export class DossierOpenAlready extends DomainError {
  readonly code = 'dossier/open-already';
  readonly kind = 'conflict';
  readonly title = 'Dossier open already';
  constructor() {
    super('This case has an open dossier already.');
  }
}

/** The dossier is not in a state for this. */
export class DossierInOtherState extends DomainError {
  readonly code = 'dossier/in-other-state';
  readonly kind = 'conflict';
  readonly title = 'Dossier in another state';
  constructor(dossierState: string, expected: readonly string[]) {
    super(`This needs a dossier that is ${expected.join(' or ')}; it is ${dossierState}.`, { dossierState, expected });
  }
}

/** Somebody changed it since it was read. */
export class DossierChanged extends DomainError {
  readonly code = 'dossier/changed-meanwhile';
  readonly kind = 'conflict';
  readonly title = 'Changed meanwhile';
  constructor(version: number) {
    super('Somebody changed the dossier meanwhile; read it again.', { version });
  }
}

/** Another unit, or another post, takes this step. */
export class NotYourStep extends DomainError {
  readonly code = 'dossier/not-your-step';
  readonly kind = 'forbidden';
  readonly title = 'Not your step';
  constructor(step: string | null) {
    super('The post acted as does not do this here.', { step });
  }
}

/** Nobody decides what they submitted, nor what is about them. Source: handbook 2.0. */
export class OwnSubmission extends DomainError {
  readonly code = 'dossier/own-submission';
  readonly kind = 'refused';
  readonly title = 'Own submission';
  constructor() {
    super('Nobody decides what they submitted or what is about them.');
  }
}

/** Where one unit does two steps, two persons do. Source: handbook 2.0. */
export class DecidedEarlierStep extends DomainError {
  readonly code = 'dossier/decided-earlier-step';
  readonly kind = 'refused';
  readonly title = 'Took the step before';
  constructor(step: string) {
    super('Where one unit takes two steps, two persons do.', { earlierStep: step });
  }
}

export class EvidenceMissing extends DomainError {
  readonly code = 'dossier/evidence-missing';
  readonly kind = 'refused';
  readonly title = 'Evidence missing';
  constructor(missing: readonly string[]) {
    super(`Evidence is missing: ${missing.join(', ')}.`, { missing });
  }
}

/** A decision needs number, day and signer, and its file where the process says so; a council tells its votes. Source: handbook 2.0. */
export class StepIncomplete extends DomainError {
  readonly code = 'dossier/step-incomplete';
  readonly kind = 'refused';
  readonly title = 'Step incomplete';
  constructor(errors: readonly FieldError[]) {
    super('What this step takes is not complete.', {}, errors);
  }
}

export class OutcomeNotOffered extends DomainError {
  readonly code = 'dossier/outcome-not-offered';
  readonly kind = 'refused';
  readonly title = 'Outcome not offered';
  constructor(outcome: string, step: string) {
    super('This step does not have that outcome.', { outcome, step }, [{ pointer: '/body/outcome', detail: 'Not offered at this step' }]);
  }
}

/** Dated before the step became current, or after today. */
export class DecidedOutsideStep extends DomainError {
  readonly code = 'dossier/decided-outside-step';
  readonly kind = 'refused';
  readonly title = 'Day outside of the step';
  constructor(from: Day, to: Day) {
    super(`The step was open from ${from}; a decision is dated from then until today.`, { from, to }, [{ pointer: '/body/decision/decidedOn', detail: `Between ${from} and ${to}` }]);
  }
}

export class ReturnNotOffered extends DomainError {
  readonly code = 'dossier/return-not-offered';
  readonly kind = 'refused';
  readonly title = 'Return not offered';
  constructor(targets: readonly string[]) {
    super('From this step it cannot be given back there.', { targets }, [{ pointer: '/body/to', detail: 'Not offered at this step' }]);
  }
}

/** A paper says it was another step, or was taken by another unit. */
export class StepNotCurrent extends DomainError {
  readonly code = 'dossier/step-not-current';
  readonly kind = 'conflict';
  readonly title = 'Step not current';
  constructor(step: string | null) {
    super('The paper takes another step than the current one.', { step });
  }
}

export class NotTheStepUnit extends DomainError {
  readonly code = 'dossier/not-the-step-unit';
  readonly kind = 'refused';
  readonly title = 'Another unit takes the step';
  constructor(unitCode: string) {
    super(`On that day the step was taken by ${unitCode}.`, { unitCode });
  }
}
