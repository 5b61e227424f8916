/** A header as kafkajs decodes it. */
interface Header { readonly key: string; readonly value: Buffer | null }
type Headers = Record<string, Buffer | null | (Buffer | null)[]>;
type Reader = (decoder: Decoder) => unknown;
interface Decoder { readVarInt(): number; readVarIntArray(reader: Reader): unknown[] }

/* eslint-disable @typescript-eslint/no-require-imports -- kafkajs exports none of them; the guard test notices a change */
const { prototype } = require('kafkajs/src/protocol/decoder') as { prototype: Decoder };
const headerDecoder = require('kafkajs/src/protocol/recordBatch/header/v0/decoder') as Reader;
const recordDecoder = require('kafkajs/src/protocol/recordBatch/record/v0/decoder') as Reader;
/* eslint-enable @typescript-eslint/no-require-imports */
const original = prototype.readVarIntArray;
let patched = false;

/** The headers of one message. kafkajs reduces them to one object and copies it for each header; this one is filled in place. */
class HeaderList extends Array<Header> {
  override reduce(): never {
    const headers: Headers = {};
    for (const { key, value } of this) {
      // It would become the object's prototype; no header of ours bears that name.
      if (key === '__proto__') continue;
      const before = Object.hasOwn(headers, key) ? headers[key] : undefined;
      headers[key] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
    }
    return headers as never;
  }
}

/**
 * kafkajs 2.2.4 makes the object of a message's headers by copying it once per header: with the dozen headers of an event
 * of ours that is a tenth of the time of a consumer that catches up, half of it for the collector of garbage. The result is
 * the same. Idempotent.
 */
export function patchHeaderDecoder(): void {
  if (patched) return;
  patched = true;
  prototype.readVarIntArray = function (this: Decoder, reader: Reader): unknown[] {
    if (reader !== headerDecoder) return original.call(this, reader);
    const list = new HeaderList();
    for (let left = this.readVarInt(); left > 0; left -= 1) list.push(reader(this) as Header);
    return list;
  };
}

/** Sources of what the patch relies on, as kafkajs ships them; the guard test compares them. */
export const originalSources = [String(original), String(headerDecoder), String(recordDecoder)].join('\n');
