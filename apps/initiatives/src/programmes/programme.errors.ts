import { DomainError, type Day } from '@doanket/kernel';

export class ProgrammeUnknown extends DomainError {
  readonly code = 'initiatives/programme-unknown';
  readonly kind = 'refused';
  readonly title = 'Programme unknown';
  constructor(programmeCode: string) {
    super('There is no such programme.', { programmeCode }, [{ pointer: '/body/programmeCode', detail: 'Unknown' }]);
  }
}

/** INI-07: first applied within the time of the programme. */
export class AppliedOutsideProgramme extends DomainError {
  readonly code = 'initiatives/applied-outside-programme';
  readonly kind = 'refused';
  readonly title = 'First applied outside of the programme';
  constructor(from: Day | null, to: Day | null) {
    super('The programme takes initiatives that were first applied within its time.', { from, to });
  }
}

/** INI-07: where the day is not on record the condition cannot be shown to hold. */
export class FirstApplicationUnknown extends DomainError {
  readonly code = 'initiatives/first-application-unknown';
  readonly kind = 'refused';
  readonly title = 'First application unknown';
  constructor() {
    super('The programme asks for the day of the first application, which is not on record.');
  }
}

export class OutsideWindow extends DomainError {
  readonly code = 'initiatives/outside-entry-window';
  readonly kind = 'refused';
  readonly title = 'Outside of the entry windows';
  constructor(programmeCode: string, windows: readonly { readonly from: Day; readonly to: Day }[]) {
    super('The programme takes entries within its windows only.', { programmeCode, windows: windows.map(({ from, to }) => ({ from, to })) }, [{ pointer: '/body/enteredOn', detail: 'Outside of the windows' }]);
  }
}

export class EnteredBeforeRecognised extends DomainError {
  readonly code = 'initiatives/entered-before-recognised';
  readonly kind = 'refused';
  readonly title = 'Entered before it was recognised';
  constructor(recognisedOn: Day) {
    super(`A recognised initiative is entered; this one was recognised on ${recognisedOn}.`, { recognisedOn }, [{ pointer: '/body/enteredOn', detail: 'Before the recognition' }]);
  }
}

export class EnteredInFuture extends DomainError {
  readonly code = 'initiatives/entered-in-future';
  readonly kind = 'refused';
  readonly title = 'Entry lies ahead';
  constructor(on: Day) {
    super(`An entry is dated on or before ${on}.`, { on }, [{ pointer: '/body/enteredOn', detail: 'Lies ahead' }]);
  }
}

export class EnteredTwice extends DomainError {
  readonly code = 'initiatives/entered-twice';
  readonly kind = 'conflict';
  readonly title = 'Entered already';
  constructor(programmeCode: string) {
    super('The initiative is in this programme already.', { programmeCode });
  }
}
