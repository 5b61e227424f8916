import { DomainError, type FailureKind } from '@doanket/kernel';
import { z } from 'zod';
import { classify, describeError, isAbortedTransaction } from './classify';

class Failure extends DomainError {
  readonly code = 'test/failure';
  readonly title = 'Failure';
  constructor(readonly kind: FailureKind) {
    super('It failed.');
  }
}
const sql = (code: string) => Object.assign(new Error('sql'), { driverError: { code } });

describe('classification of what a handler threw', () => {
  it.each<[string, unknown, string]>([
    ['a rule that says no', new Failure('refused'), 'PERMANENT'],
    ['a state that does not fit', new Failure('conflict'), 'PERMANENT'],
    ['input that is invalid', new Failure('invalid'), 'PERMANENT'],
    ['what is forbidden', new Failure('forbidden'), 'PERMANENT'],
    ['what is not found yet', new Failure('not-found'), 'UNKNOWN'],
    ['what is unavailable', new Failure('unavailable'), 'TRANSIENT'],
    ['a schema', z.string().safeParse(1).error, 'PERMANENT'],
    ['a TypeError', new TypeError('x is undefined'), 'UNKNOWN'],
    ['a ReferenceError', new ReferenceError('x'), 'UNKNOWN'],
    ['a thrown text', 'no', 'UNKNOWN'],
    ['nothing thrown', undefined, 'UNKNOWN'],
    ['a deadlock', sql('40P01'), 'TRANSIENT'],
    ['a serialization failure', sql('40001'), 'TRANSIENT'],
    ['a lost connection', sql('08006'), 'TRANSIENT'],
    ['a server that shuts down', sql('57P01'), 'TRANSIENT'],
    ['a full disk', sql('53100'), 'TRANSIENT'],
    ['a unique violation', sql('23505'), 'UNKNOWN'],
    ['a refused socket', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'TRANSIENT'],
    ['fetch that found no server', new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }), 'TRANSIENT'],
    ['an answer 503', Object.assign(new Error('x'), { status: 503 }), 'TRANSIENT'],
    ['an answer 404', Object.assign(new Error('x'), { status: 404 }), 'UNKNOWN'],
    ['a version clash', Object.assign(new Error('x'), { name: 'OptimisticLockVersionMismatchError' }), 'TRANSIENT'],
  ])('%s', (_, error, expected) => {
    expect(classify(error)).toBe(expected);
  });

  it('tells a broken transaction from its cause', () => {
    expect(isAbortedTransaction(sql('25P02'))).toBe(true);
    expect(isAbortedTransaction(sql('23505'))).toBe(false);
  });

  it('keeps a code and a text that PostgreSQL can store', () => {
    expect(describeError(new Failure('refused'))).toEqual({ code: 'test/failure', text: 'Failure: It failed.' });
    expect(describeError(sql('23505')).code).toBe('sql/23505');
    expect(describeError(new TypeError(`a\u0000${'b'.repeat(9_000)}`)).text).toHaveLength(2_000);
    expect(describeError('x')).toEqual({ code: 'string', text: 'x' });
  });
});
