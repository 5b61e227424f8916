import { EXCHANGE_PART_BYTES } from '@doanket/contracts';
import { createHash } from 'node:crypto';
import { formatOf, sha256Of, uploadExchange } from './upload-exchange';

// jsdom has no subtle crypto, and its buffers are not those of Node.
const digest = async (_: string, bytes: ArrayBuffer): Promise<Uint8Array> => new Uint8Array(createHash('sha256').update(Buffer.from(new Uint8Array(bytes))).digest());
beforeAll(() => { Object.defineProperty(globalThis.crypto, 'subtle', { value: { digest }, configurable: true }); });

const tools = { signal: new AbortController().signal, progress: jest.fn() } as unknown as Parameters<typeof uploadExchange>[2];
const fileOf = (size: number): File => {
  const bytes = new Uint8Array(size).fill(65);
  return Object.assign(new File([bytes], 'd02.csv'), { arrayBuffer: async () => bytes.buffer });
};
const announced = { kind: 'D02_LT', period: '2026-10', sequenceNo: 1, rows: 3, format: 'CSV' } as const;
const calls: { method: string; url: string }[] = [];
const answering = (opened: object): void => {
  calls.length = 0;
  global.fetch = jest.fn(async (url: RequestInfo | URL, init?: RequestInit) => { calls.push({ method: init?.method ?? '', url: String(url) }); return { ok: true, status: 200, headers: new Headers(), json: async () => opened } as Response; });
};

it.each([['a.csv', 'CSV'], ['A.XLSX', 'XLSX'], ['b.xml', 'XML'], ['b.pdf', null]])('%s is read as %s', (name, format) => { expect(formatOf(name)).toBe(format); });

it('names a file by the hash the ledger compares', async () => {
  expect(await sha256Of(new TextEncoder().encode('abc').buffer as ArrayBuffer)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('SOC-03: announces, sends every part and says that the file is whole', async () => {
  answering({ id: 'e1', state: 'OPEN', duplicate: false });
  await uploadExchange(fileOf(EXCHANGE_PART_BYTES + 1), announced, tools);
  expect(calls).toEqual([
    { method: 'POST', url: '/api/membership/exchanges' }, { method: 'PUT', url: '/api/membership/exchanges/e1/parts/0' }, { method: 'PUT', url: '/api/membership/exchanges/e1/parts/1' }, { method: 'POST', url: '/api/membership/exchanges/e1/closing' },
  ]);
});

it('SOC-03: a file that was sent before is not sent again', async () => {
  answering({ id: 'e1', state: 'MATCHED', duplicate: true });
  await uploadExchange(fileOf(10), announced, tools);
  expect(calls).toEqual([{ method: 'POST', url: '/api/membership/exchanges' }]);
});
