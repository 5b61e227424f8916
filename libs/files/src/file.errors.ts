import { DomainError } from '@doanket/kernel';

export class FileNotFound extends DomainError {
  readonly code = 'files/not-found';
  readonly kind = 'not-found';
  readonly title = 'No such file';
  constructor() {
    super('There is no such file among those you may read.');
  }
}

export class FileTypeRefused extends DomainError {
  readonly code = 'files/type-refused';
  readonly kind = 'refused';
  readonly title = 'This kind of file is not taken';
  constructor(accepted: readonly string[]) {
    super('The content of the file is of a kind that is not taken. Its name does not matter.', { accepted }, [{ pointer: '/body', detail: 'kind of file not accepted' }]);
  }
}

export class FileTooLarge extends DomainError {
  readonly code = 'files/too-large';
  readonly kind = 'refused';
  readonly title = 'The file is too large';
  constructor(limitBytes: number) {
    super('The file is larger than the limit.', { limitBytes }, [{ pointer: '/body', detail: 'too large' }]);
  }
}

export class FileEmpty extends DomainError {
  readonly code = 'files/empty';
  readonly kind = 'invalid';
  readonly title = 'The file is empty';
  constructor() {
    super('A file without content was sent.', {}, [{ pointer: '/body', detail: 'empty' }]);
  }
}

export class FileOwnedElsewhere extends DomainError {
  readonly code = 'files/owned-elsewhere';
  readonly kind = 'conflict';
  readonly title = 'The file belongs to another record';
  constructor() {
    super('A file belongs to one record. Store it again for another.');
  }
}
