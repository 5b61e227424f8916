import { randomBytes } from 'node:crypto';
import { FieldCipher, unwrapKey, wrapKey } from './field-cipher';

const cipher = new FieldCipher(new Map([[1, randomBytes(32)]]), randomBytes(32));
const place = { table: 'person', column: 'personal_id', rowId: 'a' };

it('opens what it sealed, and never seals twice alike', () => {
  const sealed = cipher.seal(place, '001195012345');
  expect(cipher.open(place, sealed)).toBe('001195012345');
  expect(cipher.seal(place, '001195012345')).not.toEqual(sealed);
  expect(sealed.toString('latin1')).not.toContain('001195012345');
});

it('opens nothing that was altered or moved to another row or column', () => {
  const sealed = cipher.seal(place, '001195012345');
  const altered = Buffer.from(sealed);
  altered[altered.length - 1]! ^= 1;
  expect(() => cipher.open(place, altered)).toThrow();
  expect(() => cipher.open({ ...place, rowId: 'b' }, sealed)).toThrow();
  expect(() => cipher.open({ ...place, column: 'passport_no' }, sealed)).toThrow();
});

it('opens megabytes into memory that is there, the shorter after the longer, and nothing that was altered', () => {
  const [long, short] = [randomBytes(1_000_003), randomBytes(70_000)];
  const opened = cipher.openBytes(place, cipher.sealBytes(place, long));
  expect(opened.equals(long)).toBe(true);
  const again = cipher.openBytes(place, cipher.sealBytes(place, short), opened);
  expect(again.equals(short)).toBe(true);
  expect(again.buffer).toBe(opened.buffer);
  const more = cipher.openBytes(place, cipher.sealBytes(place, long), Buffer.alloc(10));
  expect(more.equals(long)).toBe(true);
  const altered = cipher.sealBytes(place, long);
  altered[500_000]! ^= 1;
  expect(() => cipher.openBytes(place, altered, opened)).toThrow();
});

it('still opens with an older key after a new one came', () => {
  const old = randomBytes(32);
  const sealed = new FieldCipher(new Map([[1, old]]), old).seal(place, 'x');
  const rotated = new FieldCipher(new Map([[1, old], [2, randomBytes(32)]]), old);
  expect(rotated.open(place, sealed)).toBe('x');
  expect(rotated.seal(place, 'x').readUInt16BE(0)).toBe(2);
});

it('finds equal identifiers of one kind by the blind index', () => {
  expect(cipher.blindIndex('personalId', '1')).toEqual(cipher.blindIndex('personalId', '1'));
  expect(cipher.blindIndex('personalId', '1')).not.toEqual(cipher.blindIndex('passportNo', '1'));
});

it('keeps data keys wrapped', () => {
  const master = randomBytes(32);
  const key = randomBytes(32);
  expect(unwrapKey(master, 1, wrapKey(master, 1, key))).toEqual(key);
  expect(() => unwrapKey(randomBytes(32), 1, wrapKey(master, 1, key))).toThrow();
});
