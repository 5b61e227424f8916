import { DomainError, type FieldError } from '@doanket/kernel';

export class DossierNotFound extends DomainError {
  readonly code = 'dossier/not-found';
  readonly kind = 'not-found';
  readonly title = 'No such dossier';
  constructor() {
    super('There is no such dossier among those you may read.');
  }
}

export class DossierInOtherState extends DomainError {
  readonly code = 'dossier/in-other-state';
  readonly kind = 'conflict';
  readonly title = 'The dossier is in another state';
  constructor(state: string, step: string | null) {
    super('The dossier is not in a state for this; somebody may have acted meanwhile.', { state, step });
  }
}

export class DossierChanged extends DomainError {
  readonly code = 'dossier/changed';
  readonly kind = 'conflict';
  readonly title = 'The dossier changed meanwhile';
  constructor(version: number) {
    super('The dossier is not as you saw it any more. Look again before you act.', { version });
  }
}

export class StepNotYours extends DomainError {
  readonly code = 'dossier/step-not-yours';
  readonly kind = 'forbidden';
  readonly title = 'Another post takes this step';
  constructor(step: string, level: string, posts: readonly string[]) {
    super('The step is taken by another post or unit.', { step, level, posts });
  }
}

export class OwnSubmissionDecided extends DomainError {
  readonly code = 'dossier/own-submission';
  readonly kind = 'refused';
  readonly title = 'Nobody decides what they submitted';
  constructor() {
    super('The person who submitted a dossier does not decide on it, whatever post they act as.');
  }
}

export class SecondPersonNeeded extends DomainError {
  readonly code = 'dossier/second-person-needed';
  readonly kind = 'refused';
  readonly title = 'A second person takes this step';
  constructor() {
    super('Who took an earlier step does not take a later one: where one unit takes two steps, two persons do.');
  }
}

export class EvidenceMissing extends DomainError {
  readonly code = 'dossier/evidence-missing';
  readonly kind = 'refused';
  readonly title = 'Evidence is missing';
  constructor(missing: readonly string[]) {
    super('The dossier cannot go on without these papers.', { missing }, missing.map((kind) => ({ pointer: '/body', detail: `evidence ${kind} is missing` })));
  }
}

export class StepIncomplete extends DomainError {
  readonly code = 'dossier/step-incomplete';
  readonly kind = 'refused';
  readonly title = 'The step is not complete';
  constructor(errors: readonly FieldError[]) {
    super('This step needs more than was sent.', {}, errors);
  }
}

export class ReturnTargetUnknown extends DomainError {
  readonly code = 'dossier/return-target-unknown';
  readonly kind = 'refused';
  readonly title = 'It cannot be returned there';
  constructor(possible: readonly string[]) {
    super('A dossier is returned to its submitter or to a named earlier step.', { possible }, [{ pointer: '/body/to', detail: 'not a step it can be returned to' }]);
  }
}

export class NotTheSubmitter extends DomainError {
  readonly code = 'dossier/not-the-submitter';
  readonly kind = 'forbidden';
  readonly title = 'Only its unit sends it';
  constructor() {
    super('A draft is sent, changed and withdrawn by officers of its unit.');
  }
}
