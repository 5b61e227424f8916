import fc from 'fast-check';
import { thingEvents, wire } from '../test/things';
import { Marks, sortChunk, type Known } from './inbox';
import { MessageReader, type Incoming } from './message';

const { topic, ThingMadeV1, ThingIgnoredV1 } = thingEvents('unit');
const handler = (anyOrder = false) => ({ event: ThingMadeV1, anyOrder, lifts: [], name: 'T.on', batch: false, handle: () => Promise.resolve() });
const reader = new MessageReader([handler()]);
const careless = new MessageReader([handler(true)]);

const made = (key: string, version: number, offset = version): Incoming => reader.read(wire({ topic, type: ThingMadeV1.type, key, version, offset }));
const nothing: Known = { marks: new Marks(), blocked: new Set() };
const seen = (key: string, version: number): Known => ({ ...nothing, marks: new Marks().set({ type: topic, id: key }, version) });
const actions = (messages: readonly Incoming[], known: Known = nothing) => sortChunk(messages, known).map(({ action }) => action);

describe('sorting of a chunk', () => {
  it('takes what comes next and drops what was seen', () => {
    expect(actions([made('a', 1), made('a', 1), made('a', 2), made('b', 1)])).toEqual(['HANDLE', 'DROP', 'HANDLE', 'HANDLE']);
    expect(actions([made('a', 3), made('a', 4)], seen('a', 3))).toEqual(['DROP', 'HANDLE']);
  });

  it('puts an event after a gap aside, and what follows waits', () => {
    const steps = sortChunk([made('a', 5), made('a', 6), made('b', 1)], seen('a', 3));
    expect(steps.map(({ action }) => action)).toEqual(['LETTER', 'PARK', 'HANDLE']);
    expect(steps[0]).toMatchObject({ reason: 'GAP' });
  });

  it('only counts the gap where order does not matter', () => {
    const message = careless.read(wire({ topic, type: ThingMadeV1.type, key: 'a', version: 5 }));
    expect(sortChunk([message], { ...seen('a', 3), blocked: new Set(['a']) })).toEqual([{ action: 'HANDLE', message, gap: true }]);
  });

  it('moves the mark over types nobody lists', () => {
    const skipped = reader.read(wire({ topic, type: ThingIgnoredV1.type, key: 'a', version: 1 }));
    expect(actions([skipped, made('a', 2)])).toEqual(['SKIP', 'HANDLE']);
  });

  it('lets events of a blocked key wait, others go on', () => {
    expect(actions([made('a', 1), made('b', 1)], { ...nothing, blocked: new Set(['a']) })).toEqual(['PARK', 'HANDLE']);
  });

  it('blocks the key of a message without envelope, once', () => {
    const broken = reader.read(wire({ topic, type: null, key: 'a', offset: 9 }));
    expect(actions([broken, made('a', 1)])).toEqual(['LETTER', 'PARK']);
    expect(actions([broken, made('a', 1)], { ...nothing, lettered: new Set(['9']) })).toEqual(['DROP', 'HANDLE']);
  });

  it('makes a letter of a message that has finally failed', () => {
    expect(sortChunk([made('a', 1)], { ...nothing, failed: new Set(['1']) })[0]).toMatchObject({ action: 'LETTER', reason: 'FAILED' });
  });

  it('handles each event once and in order, however often and in whatever chunks a stream is repeated', () => {
    const stream = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), again: fc.nat({ max: 3 }) }), { minLength: 1, maxLength: 60 });
    fc.assert(fc.property(stream, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (plan, sizes) => {
      const heads = new Map<string, number>();
      const log: Incoming[] = [];
      for (const { key, again } of plan) {
        const version = (heads.get(key) ?? 0) + 1;
        heads.set(key, version);
        log.push(made(key, version, log.length));
        for (const old of log.slice(log.length - Math.min(again, log.length))) log.push(old);
      }
      const marks = new Marks();
      const handled = new Map<string, number[]>();
      for (let from = 0, turn = 0; from < log.length; turn += 1) {
        const size = sizes[turn % sizes.length]!;
        for (const { action, message } of sortChunk(log.slice(from, from + size), { marks, blocked: new Set() })) {
          if (action === 'HANDLE') handled.set(message.key!, [...(handled.get(message.key!) ?? []), message.aggregate!.version]);
          else expect(action).toBe('DROP');
        }
        for (const { aggregate } of log.slice(from, from + size)) marks.set(aggregate!, Math.max(marks.get(aggregate!), aggregate!.version));
        from += size;
      }
      for (const [key, head] of heads) expect(handled.get(key)).toEqual(Array.from({ length: head }, (_, n) => n + 1));
    }), { numRuns: 200 });
  });

  it('never handles an event of a key behind a letter of it, and loses none', () => {
    const streams = fc.array(fc.record({ key: fc.constantFrom('a', 'b'), step: fc.constantFrom(1, 1, 1, 2) }), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(streams, (plan) => {
      const heads = new Map<string, number>();
      const log = plan.map(({ key, step }, offset) => {
        const version = (heads.get(key) ?? 0) + step;
        heads.set(key, version);
        return made(key, version, offset);
      });
      const steps = sortChunk(log, nothing);
      const stopped = new Set<string>();
      for (const { action, message } of steps) {
        if (action === 'LETTER') stopped.add(message.key!);
        expect(action).toEqual(expect.stringMatching(stopped.has(message.key!) ? /LETTER|PARK/ : /HANDLE/));
      }
      expect(steps).toHaveLength(log.length);
    }), { numRuns: 200 });
  });
});
