import { thingEvents, wire } from '../test/things';
import { PAYLOAD_CAP_BYTES, readHeaders, storedHeaders, toHeaders, traceIdOf } from './envelope';
import { MessageReader } from './message';

const { topic, ThingMadeV1, ThingMadeV2, ThingIgnoredV1 } = thingEvents('unit');
const handle = () => Promise.resolve();
const reader = new MessageReader([{ event: ThingMadeV1, anyOrder: false, lifts: [], name: 'T.on', batch: false, handle }]);
const contentOf = (options: Partial<Parameters<typeof wire>[0]>) => reader.read(wire({ topic, type: ThingMadeV1.type, version: 1, ...options })).content;

describe('headers', () => {
  const meta = {
    type: ThingMadeV1.type, source: 'urn:doanket:test', time: '2025-06-01T00:00:00.000Z', correlationId: 'c', causationId: 'e',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', actor: 'person:1;post:2', unitId: 'u',
  };
  const row = { id: 'id-1', topic, key: 'a', aggregate_type: topic, aggregate_id: 'a', aggregate_version: 7, headers: storedHeaders(meta) };
  const message = (headers: Record<string, string>) => ({ topic, partition: 0, offset: '0', key: Buffer.from('a'), value: null, headers, timestamp: '0' });

  it('go out as CloudEvents in binary mode', () => {
    expect(toHeaders(row)).toEqual({
      ce_specversion: '1.0', ce_id: 'id-1', ce_source: 'urn:doanket:test', ce_type: ThingMadeV1.type, ce_time: '2025-06-01T00:00:00.000Z',
      ce_subject: 'a', ce_partitionkey: 'a', ce_dataschema: `urn:doanket:event:${ThingMadeV1.type}`, 'content-type': 'application/json',
      aggregatetype: topic, aggregateversion: '7', correlationid: 'c', causationid: 'e', actor: 'person:1;post:2', unitid: 'u', traceparent: meta.traceparent,
    });
  });

  it('come back as they were', () => {
    expect(readHeaders(message(toHeaders(row))).meta).toEqual({ ...meta, id: 'id-1', aggregateType: topic, aggregateId: 'a', aggregateVersion: 7 });
  });

  it('leave out what is not known', () => {
    const headers = toHeaders({ ...row, headers: storedHeaders({ ...meta, causationId: null, actor: null }) });
    expect(Object.keys(headers)).not.toContain('causationid');
    expect(readHeaders(message(headers)).meta).toMatchObject({ causationId: null, actor: null });
  });

  it.each(['0', '-1', '1.5', 'x', '99999999999'])('do not take %s for a version', (aggregateversion) => {
    expect(readHeaders(message({ ...toHeaders(row), aggregateversion }))).toMatchObject({ meta: null, aggregateVersion: null });
  });

  it('that name another aggregate than the key say nothing about either', () => {
    expect(readHeaders(message({ ...toHeaders(row), ce_subject: 'b' }))).toMatchObject({ meta: null, aggregateId: null, fault: 'the message key is not the aggregate id' });
  });

  it('yield the trace id', () => {
    expect(traceIdOf(meta.traceparent)).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(traceIdOf('x')).toBeNull();
  });
});

describe('content', () => {
  it('of a listed event goes to its handlers, unknown fields left out', () => {
    const content = contentOf({ value: JSON.stringify({ thingId: 'a', value: '1', later: true }) });
    expect(content).toMatchObject({ kind: 'EVENT', data: { thingId: 'a', value: '1' } });
    expect(content).not.toHaveProperty('data.later');
  });

  it.each<[string, Partial<Parameters<typeof wire>[0]>, string]>([
    ['no headers', { type: null }, 'ENVELOPE'],
    ['no version', { version: null }, 'ENVELOPE'],
    ['no key', { key: null }, 'ENVELOPE'],
    ['null', { value: null }, 'EMPTY'],
    ['broken JSON', { value: '{"thingId":' }, 'BAD_JSON'],
    ['a wrong schema', { value: '{"thingId":"a"}' }, 'WRONG_SCHEMA'],
    ['an unknown major', { type: 'unit.thing-made.v9' }, 'UNKNOWN_MAJOR'],
    ['5 MB', { value: Buffer.alloc(5_000_000, 32) }, 'TOO_LARGE'],
    ['one byte too many', { value: Buffer.alloc(PAYLOAD_CAP_BYTES + 1, 32) }, 'TOO_LARGE'],
  ])('%s cannot be handled', (_, options, reason) => {
    expect(contentOf(options)).toMatchObject({ kind: 'BAD', reason });
  });

  it('of a type nobody lists is not even read', () => {
    expect(contentOf({ type: ThingIgnoredV1.type, value: '{' })).toEqual({ kind: 'SKIP' });
  });

  it('of an older major is lifted; handlers know the newest only', () => {
    const lifting = new MessageReader([{
      event: ThingMadeV2, anyOrder: false, name: 'T.on', batch: false, handle,
      lifts: [{ event: ThingMadeV1, toNewest: (old: { thingId: string; value: string }) => ({ thingId: old.thingId, words: [old.value] }) }],
    }]);
    expect(lifting.read(wire({ topic, type: ThingMadeV1.type, version: 1 })).content).toMatchObject({ kind: 'EVENT', data: { thingId: 'a', words: ['1'] } });
  });

  it('that makes a lift throw is a letter, not a crash', () => {
    const lifting = new MessageReader([{
      event: ThingMadeV2, anyOrder: false, name: 'T.on', batch: false, handle,
      lifts: [{ event: ThingMadeV1, toNewest: () => { throw new TypeError('no'); } }],
    }]);
    expect(lifting.read(wire({ topic, type: ThingMadeV1.type, version: 1 })).content).toMatchObject({ kind: 'BAD', reason: 'WRONG_SCHEMA' });
  });

  it('keeps a key PostgreSQL cannot store in a lane of its own', () => {
    expect(reader.read(wire({ topic, key: 'a\u0000b' })).key).toBe('base64:YQBi');
  });
});
