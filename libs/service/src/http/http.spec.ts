import { z } from 'zod';
import { callOf, traceIdOf } from './call';
import { decodeCursor, encodeCursor, pageFrom } from './cursor';
import { parseInput } from './input';
import { depthOf, nulPointers } from './parsers';
import { problemOf } from './problem';
import { requireVersion } from './versions';
import { defineRoute, DayText } from '@doanket/contracts';

const place = { base: 'http://a.test/', instance: '/x', traceId: null };
const route = defineRoute({
  service: 'welfare', name: 'test', summary: '', method: 'POST', path: '/:id', access: 'SIGNED_IN', answer: z.object({}),
  params: z.object({ id: z.string() }), body: z.object({ on: DayText.optional(), 'a/b': z.string().optional(), kind: z.discriminatedUnion('type', [z.object({ type: z.literal('A') })]).optional() }),
});
const pointersOf = (body: unknown) => {
  try {
    parseInput(route, { params: { id: 'x' }, query: {}, body });
    return [];
  } catch (error) {
    return (error as { errors: { pointer: string }[] }).errors.map((fault) => fault.pointer);
  }
};

it.each([
  ['{}', 1], ['[[["]]]{{{"]]]', 3], ['"[[["', 0], ['{"a":"\\"[","b":[1]}', 2], ['[{"a":[{}]}]', 4], ['', 0],
])('sees how deep %s is', (json, depth) => {
  expect(depthOf(json)).toBe(depth);
});

it('finds NUL wherever it hides', () => {
  expect(nulPointers({ a: ['x', 'y\0'], 'b/c': { d: '\0' }, 'e\0': 1, f: null, g: 2 }, '/body').map((fault) => fault.pointer)).toEqual(['/body/a/1', '/body/b~1c/d', '/body']);
});

it('closes the outermost objects of a contract and points into the rest', () => {
  expect(pointersOf({ on: '2026-02-30' })).toEqual(['/body/on']);
  expect(pointersOf({ more: 1, 'x/y~z': 2 })).toEqual(['/body/more', '/body/x~1y~0z']);
  expect(pointersOf({ 'a/b': 1, kind: { type: 'B' } })).toEqual(['/body/a~1b', '/body/kind/type']);
  expect(pointersOf([])).toEqual(['/body']);
  expect(pointersOf(undefined)).toEqual([]);
});

it('keeps what a database says to itself', () => {
  const failure = Object.assign(new Error('duplicate key (national_id)=(001099000000)'), { driverError: { code: '23505', constraint: 'x' } });
  const problem = problemOf(failure, place);
  expect(problem.unforeseen).toBe(true);
  expect(JSON.stringify(problem.body)).toBe('{"type":"http://a.test/problems/internal","title":"Internal error","status":500,"instance":"/x"}');
  expect(problemOf(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), place)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  expect(problemOf(Object.assign(new Error('canceling statement'), { driverError: { code: '57014' } }), place).status).toBe(503);
  expect(problemOf(Object.assign(new Error('out of range'), { driverError: { code: '22003' } }), place)).toMatchObject({ status: 400, unforeseen: true });
  expect(problemOf('not even an error', place).status).toBe(500);
});

it('gives cursors back only as they were', () => {
  const schema = z.tuple([z.iso.date(), z.uuid()]);
  const values = ['2026-01-05', '01920000-0000-7000-8000-000000000001'] as const;
  expect(decodeCursor(encodeCursor(values), schema)).toEqual(values);
  expect(decodeCursor(undefined, schema)).toBeNull();
  for (const forged of ['x', encodeCursor(['2026-01-05']), encodeCursor([1, 2])]) expect(() => decodeCursor(forged, schema)).toThrow('contract');
  expect(pageFrom([1, 2, 3], 2, String, (row) => [row])).toEqual({ items: ['1', '2'], nextCursor: encodeCursor([2]) });
  expect(pageFrom([1, 2], 2, String, (row) => [row]).nextCursor).toBeNull();
});

it('holds a version against the one that was read', () => {
  expect(() => requireVersion(3, 3)).not.toThrow();
  expect(() => requireVersion(2, 3)).toThrow('changed it meanwhile');
});

it('starts a trace of its own where none, or none that is well-formed, was sent', () => {
  const trace = 'c'.repeat(32);
  expect(traceIdOf(callOf({ traceparent: `00-${trace}-${'d'.repeat(16)}-01` }))).toBe(trace);
  for (const traceparent of ['', 'x', `00-${'0'.repeat(32)}-${'d'.repeat(16)}-01`]) expect(traceIdOf(callOf({ traceparent }))).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  expect(callOf({}).scope).toEqual({ kind: 'none' });
});
