import { createHash } from 'node:crypto';
import { originalSources, patchHeaderDecoder } from './header-decoder-patch';

/* eslint-disable @typescript-eslint/no-require-imports -- the parts of kafkajs the patch changes */
const Decoder = require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => object;
const encodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (record: object) => Encoded;
const decodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0/decoder') as (decoder: object, context: object) => { key: Buffer; value: Buffer; headers: object };
/* eslint-enable @typescript-eslint/no-require-imports */
interface Encoded { readonly buffer: Buffer }

/** A record goes out with its length in front, which its decoder does not read. */
function roundTrip(headers: Record<string, string | string[]>): object {
  const bytes = encodeRecord({ offsetDelta: 0, timestampDelta: 0, key: Buffer.from('k'), value: Buffer.from('v'), headers }).buffer;
  const length = bytes.findIndex((byte) => byte < 0x80) + 1;
  return decodeRecord(new Decoder(bytes.subarray(length)), { firstOffset: '0', firstTimestamp: '0' }).headers;
}

const samples: readonly Record<string, string | string[]>[] = [{}, { a: '1' }, { a: '1', b: '', c: 'đoàn' }, { a: ['1', '2', '3'], b: '4' }];

describe('the header patch of kafkajs', () => {
  it('fits the functions it was written for', () => {
    expect(createHash('sha256').update(originalSources).digest('hex')).toBe('cb8cd021fe9d54b2607d03b7f2318735e6e7cc852c072d59c251bed0df37e0a6');
  });

  it('decodes what kafkajs decodes', () => {
    const before = samples.map(roundTrip);
    expect(before[3]).toEqual({ a: [Buffer.from('1'), Buffer.from('2'), Buffer.from('3')], b: Buffer.from('4') });
    patchHeaderDecoder();
    patchHeaderDecoder();
    expect(samples.map(roundTrip)).toEqual(before);
    expect(roundTrip({ ['__proto__']: 'x', a: '1' })).toEqual({ a: Buffer.from('1') });
    // kafkajs itself would make a list of it and of what every object inherits under that name.
    expect(roundTrip({ constructor: 'y' })).toEqual({ constructor: Buffer.from('y') });
  });
});
