import { STATUS_CODES } from 'node:http';
import { DomainError, type FailureKind } from '@doanket/kernel';
import { isTransientDatabaseError, sqlState } from '@doanket/persistence';
import { HttpException } from '@nestjs/common';
import { ChangedMeanwhile, DatabaseUnavailable, OutsideScope, ValueOutOfRange } from './request.errors';

/** A failure as the HTTP door answers it: RFC 9457. */
export interface Problem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** True for what nobody foresaw: it is logged with its stack. */
  readonly unforeseen: boolean;
}

export interface ProblemPlace {
  /** Address of the product; types are `<base>/problems/<code>`. */
  readonly base: string;
  /** Path of the request, without its query. */
  readonly instance: string;
  readonly traceId: string | null;
}

const STATUS: Readonly<Record<FailureKind, number>> = {
  invalid: 400, forbidden: 403, 'not-found': 404, conflict: 409, refused: 422, unavailable: 503,
};

/** Values the database cannot hold: too long, too large, no such character, no such date. */
const OUT_OF_RANGE: readonly string[] = ['22001', '22003', '22007', '22008', '22021', '22P02', '22P05'];

/** Media type of every refusal. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Translates any failure at the HTTP door: style guide, section 7. */
export function problemOf(cause: unknown, place: ProblemPlace): Problem {
  const error = named(cause);
  const rest = { instance: place.instance, ...(place.traceId === null ? {} : { traceId: place.traceId }) };
  if (error instanceof DomainError) {
    const status = error instanceof ChangedMeanwhile ? 412 : STATUS[error.kind];
    return {
      status, unforeseen: error instanceof ValueOutOfRange, headers: status === 503 ? { 'retry-after': '2' } : {},
      body: {
        ...error.facts, type: typeOf(place.base, error.code), title: error.title, status, detail: error.message, ...rest,
        ...(error.errors.length > 0 ? { errors: error.errors } : {}),
      },
    };
  }
  const status = error instanceof HttpException ? error.getStatus() : 500;
  if (status < 500 || status === 503) {
    return {
      status, unforeseen: false, headers: headersOf(status),
      body: { type: 'about:blank', title: STATUS_CODES[status] ?? 'Refused', status, ...rest },
    };
  }
  return {
    status: 500, unforeseen: true, headers: {},
    body: { type: typeOf(place.base, 'internal'), title: 'Internal error', status: 500, ...rest },
  };
}

/** The address of a problem's section in the generated list of problems. */
export function typeOf(base: string, code: string): string {
  return `${base.replace(/\/+$/, '')}/problems/${code}`;
}

/** Failures of the database that have a meaning at the door. 57014: the statement took too long. */
function named(error: unknown): unknown {
  if (error instanceof DomainError || error instanceof HttpException) return error;
  if (isTransientDatabaseError(error) || sqlState(error) === '57014') return new DatabaseUnavailable();
  if (sqlState(error) === '42501' && error instanceof Error && error.message.includes('row-level security')) return new OutsideScope();
  if (OUT_OF_RANGE.includes(sqlState(error) ?? '')) return new ValueOutOfRange();
  return error;
}

function headersOf(status: number): Readonly<Record<string, string>> {
  if (status === 401) return { 'www-authenticate': 'Bearer' };
  return status === 429 || status === 503 ? { 'retry-after': '2' } : {};
}
