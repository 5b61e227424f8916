import { DomainError } from '@doanket/kernel';
import { isTransientDatabaseError, sqlState } from '@doanket/persistence';
import { ZodError } from 'zod';

/**
 * TRANSIENT goes away by itself: wait without limit. PERMANENT never will: dead letter at once. UNKNOWN, and what is not
 * found (it may still be on its way on another topic): three attempts, then dead letter.
 */
export type FailureClass = 'TRANSIENT' | 'PERMANENT' | 'UNKNOWN';

const NETWORK_CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_[A-Z_]+)$/;
/** Out of resources, system error, and a primary that became a standby. */
const TRANSIENT_SQL = /^(53|58)|^25006$/;

/** Classifies what a handler threw. A coding error, e.g. TypeError, is UNKNOWN: it never ends consumption. */
export function classify(error: unknown): FailureClass {
  if (error instanceof DomainError) {
    if (error.kind === 'unavailable') return 'TRANSIENT';
    return error.kind === 'not-found' ? 'UNKNOWN' : 'PERMANENT';
  }
  if (error instanceof ZodError) return 'PERMANENT';
  return isTransient(error, 0) ? 'TRANSIENT' : 'UNKNOWN';
}

function isTransient(error: unknown, depth: number): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  if (isTransientDatabaseError(error)) return true;
  if (TRANSIENT_SQL.test(sqlState(error) ?? '')) return true;
  const { name, code, status, statusCode, cause } = error as Record<string, unknown>;
  if (name === 'OptimisticLockVersionMismatchError') return true;
  if (typeof code === 'string' && NETWORK_CODES.test(code)) return true;
  const http = typeof status === 'number' ? status : statusCode;
  if (typeof http === 'number' && http >= 500 && http < 600) return true;
  return isTransient(cause, depth + 1);
}

/** The transaction was already broken by an earlier statement: the error says nothing about the message at hand. */
export function isAbortedTransaction(error: unknown): boolean {
  return sqlState(error) === '25P02';
}

const MAX_TEXT = 2_000;

/** What a dead letter keeps of an error: a stable code and a trimmed text. */
export function describeError(error: unknown): { code: string; text: string } {
  const text = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replaceAll('\u0000', '').slice(0, MAX_TEXT);
  if (error instanceof DomainError) return { code: error.code, text };
  const state = sqlState(error);
  return { code: state !== null ? `sql/${state}` : error instanceof Error ? error.name : typeof error, text };
}
