import { DomainError } from '@doanket/kernel';

/** Unknown, or owned by a record the caller may not read: the two look the same. */
export class FileNotFound extends DomainError {
  readonly code = 'files/file-not-found';
  readonly kind = 'not-found';
  readonly title = 'File not found';
  constructor() {
    super('There is no such file within your reach.');
  }
}

export class FileTooLarge extends DomainError {
  readonly code = 'files/file-too-large';
  readonly kind = 'refused';
  readonly title = 'File too large';
  constructor(limitBytes: number) {
    super(`A file may have at most ${limitBytes} bytes.`, { limitBytes }, [{ pointer: '/body', detail: 'Too large' }]);
  }
}

export class FileEmpty extends DomainError {
  readonly code = 'files/file-empty';
  readonly kind = 'refused';
  readonly title = 'Empty file';
  constructor() {
    super('The file has no bytes.', {}, [{ pointer: '/body', detail: 'Empty' }]);
  }
}

/** The content is of no kind we take, whatever its name says. */
export class FileTypeRefused extends DomainError {
  readonly code = 'files/type-refused';
  readonly kind = 'refused';
  readonly title = 'Kind of file not taken';
  constructor(taken: readonly string[]) {
    super('The content is of no kind that is taken here.', { taken }, [{ pointer: '/body', detail: 'Kind of file not taken' }]);
  }
}

export class FileNameInvalid extends DomainError {
  readonly code = 'files/name-invalid';
  readonly kind = 'invalid';
  readonly title = 'Name of the file not valid';
  constructor() {
    super('The name must come percent-encoded in UTF-8.', {}, [{ pointer: '/headers/x-file-name', detail: 'Not a percent-encoded name' }]);
  }
}
