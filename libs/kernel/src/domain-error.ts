/** How a failure is translated at the doors: style guide, section 7. */
export type FailureKind = 'invalid' | 'forbidden' | 'not-found' | 'conflict' | 'refused' | 'unavailable';

/** A public fact of a failure; never personal data. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [key: string]: Fact };

/** Facts stand beside the RFC 9457 members in one object, so those names are taken. */
export type Facts = { readonly [key: string]: Fact } & {
  readonly type?: never; readonly title?: never; readonly status?: never; readonly detail?: never; readonly instance?: never;
};

/** One field of a request that is wrong. `pointer` is a JSON pointer into the input, e.g. `/body/number`. */
export interface FieldError { readonly pointer: string; readonly detail: string }

/**
 * A failure the domain can name. One subclass per failure, in `<feature>.errors.ts`.
 * `code` is stable for ever: `service/what-is-wrong`.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: FailureKind;
  abstract readonly title: string;
  readonly facts: Facts;
  /** Fields the failure points at, where there are any. */
  readonly errors: readonly FieldError[];

  constructor(detail: string, facts: Facts = {}, errors: readonly FieldError[] = []) {
    super(detail);
    this.name = new.target.name;
    this.facts = facts;
    this.errors = errors;
  }
}

/** The rule that refused the work, for work that goes on with the next thing; anything else that was thrown goes on up. */
export function ruleOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  throw error;
}
