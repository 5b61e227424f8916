import fc from 'fast-check';
import { RecordChanges, type Attributes, type ProjectedRecord } from './record-changes';

type Op =
  | { readonly op: 'put'; readonly id: string; readonly unitId: string; readonly attrs: Attributes }
  | { readonly op: 'amend'; readonly id: string; readonly attrs: Attributes }
  | { readonly op: 'end'; readonly id: string; readonly day: string };

interface Row { readonly unitId: string; readonly untilDay: string | null; readonly attrs: Attributes }

const record = (id: string, unitId: string, attrs: Attributes): ProjectedRecord => ({ kind: 'HOLDING', recordId: id, unitId, onDay: '2026-01-01', attrs });

/** The table after each change was carried out in turn. */
function inTurn(before: ReadonlyMap<string, Row>, ops: readonly Op[]): Map<string, Row> {
  const rows = new Map(before);
  for (const one of ops) {
    const row = rows.get(one.id);
    if (one.op === 'put') rows.set(one.id, { unitId: one.unitId, untilDay: null, attrs: one.attrs });
    else if (row !== undefined) rows.set(one.id, one.op === 'amend' ? { ...row, attrs: { ...row.attrs, ...one.attrs } } : { ...row, untilDay: one.day });
  }
  return rows;
}

/** The table after what was folded was written: first the records that were made, then changes to others. */
function atOnce(before: ReadonlyMap<string, Row>, ops: readonly Op[]): Map<string, Row> {
  const changes = new RecordChanges();
  for (const one of ops) {
    if (one.op === 'put') changes.put(record(one.id, one.unitId, one.attrs));
    else if (one.op === 'amend') changes.amend('HOLDING', one.id, one.attrs);
    else changes.end('HOLDING', one.id, one.day);
  }
  const rows = new Map(before);
  const { made, changed } = changes.taken();
  for (const { recordId, unitId, untilDay, attrs } of made) rows.set(recordId, { unitId, untilDay: untilDay ?? null, attrs });
  for (const { recordId, attrs, untilDay } of changed) {
    const row = rows.get(recordId);
    if (row !== undefined) rows.set(recordId, { ...row, attrs: { ...row.attrs, ...attrs }, untilDay: untilDay ?? row.untilDay });
  }
  return rows;
}

const ids = fc.constantFrom('a', 'b', 'c');
const attrs = fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.constantFrom<string | null>('1', '2', null));
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ op: fc.constant('put' as const), id: ids, unitId: fc.constantFrom('u', 'v'), attrs }),
  fc.record({ op: fc.constant('amend' as const), id: ids, attrs }),
  fc.record({ op: fc.constant('end' as const), id: ids, day: fc.constantFrom('2026-02-01', '2026-03-01') }),
);

it('leaves the rows that carrying out each change in turn would leave', () => {
  fc.assert(fc.property(fc.array(op, { maxLength: 12 }), fc.subarray(['a', 'b', 'c']), (ops, there) => {
    const before = new Map<string, Row>(there.map((id) => [id, { unitId: 'before', untilDay: '2026-01-15', attrs: { x: '0', w: '0' } }]));
    expect(atOnce(before, ops)).toEqual(inTurn(before, ops));
  }), { numRuns: 500 });
});

it('writes each record once, sorted, so that one statement can hold them', () => {
  const changes = new RecordChanges();
  for (const id of ['c', 'a', 'c', 'b']) changes.put(record(id, id, {}));
  changes.amend('PETITION', 'z', { outcome: 'ANSWERED' });
  changes.amend('PETITION', 'y', { outcome: 'ANSWERED' });
  expect(changes.taken().made.map(({ recordId }) => recordId)).toEqual(['a', 'b', 'c']);
  expect(changes.taken().changed.map(({ recordId }) => recordId)).toEqual(['y', 'z']);
});

it('keeps what an attribute said when a later change does not name it', () => {
  const changes = new RecordChanges();
  changes.put(record('a', 'u', { topic: 'WAGES' }));
  changes.amend('HOLDING', 'a', { topic: undefined, outcome: 'ANSWERED' } as unknown as Attributes);
  expect(changes.taken().made[0]?.attrs).toEqual({ topic: 'WAGES', outcome: 'ANSWERED' });
});
