import { csvStream, shownCell, xlsxStream, type Cells } from './sheet-writer';

const COLUMNS = [{ title: 'Tên', type: 'text' }, { title: 'Ngày', type: 'day' }, { title: 'Tiền', type: 'vnd' }, { title: 'Lúc', type: 'instant' }] as const;
const ROW: Cells = ['=1+1', '2026-03-02', 1_000_000, '2026-03-01T18:30:59Z'];
async function* rows(...all: readonly Cells[]): AsyncGenerator<Cells> {
  for (const row of all) yield await Promise.resolve(row);
}
async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string));
  return Buffer.concat(chunks);
}

it.each([
  [null, 'text', ''], [true, 'flag', 'có'], [false, 'flag', 'không'], ['2026-03-02', 'day', '02/03/2026'], ['2026-03', 'month', '03/2026'], [8.25, 'number', '8,25'], [1_000_000, 'vnd', '1000000'],
  ['2026-03-01T16:59:59Z', 'instant', '01/03/2026 23:59'], ['2026-03-01T17:00:00Z', 'instant', '02/03/2026 00:00'], ['2026-03-02', 'text', '2026-03-02'],
] as const)('%p as %s is %p', (value, type, text) => expect(shownCell(value, type)).toBe(text));

it.each(['=1+1', '+84 912', '-cmd', '@SUM(A1)', '\t=1', '\r=1'])('CSV: %p is text that no spreadsheet runs', async (cell) => {
  const text = (await bytesOf(csvStream(COLUMNS, rows([cell, null, null, null])))).toString('utf8');
  expect(text.split('\r\n')[1]).toMatch(/^"?'/);
});

it('CSV: a negative number stays one, and quotes, commas and line breaks stay in their cell', async () => {
  const text = (await bytesOf(csvStream(COLUMNS, rows(['a, "b"\nc', null, -5, null])))).toString('utf8');
  expect(text).toBe('\ufeffTên,Ngày,Tiền,Lúc\r\n"a, ""b""\nc",,-5,\r\n');
});

it('a workbook opens elsewhere: days and instants are such, money is a number, a formula is text, columns go beyond Z', async () => {
  const wide = Array.from({ length: 28 }, (_, n) => ({ title: `Cột ${n}`, type: 'integer' as const }));
  const { default: read } = (await import('read-excel-file/node')) as unknown as { default: (bytes: Buffer) => Promise<{ sheet: string; data: unknown[][] }[]> };
  const [book] = await read(await bytesOf(xlsxStream(COLUMNS, rows(ROW, [null, null, null, null], ['cuối', null, null, null]), 'Danh sách: [1]')));
  expect(book?.sheet).toBe('Danh sách   1 ');
  expect(book?.data[1]).toEqual(['=1+1', new Date('2026-03-02T00:00:00Z'), 1_000_000, new Date('2026-03-02T01:30:00Z')]);
  expect(book?.data.at(-1)?.[0]).toBe('cuối');
  const [second] = await read(await bytesOf(xlsxStream(wide, rows(Array.from({ length: 28 }, (_, n) => n)), 'Rộng')));
  expect(second?.data[1]).toEqual(Array.from({ length: 28 }, (_, n) => n));
});

it('a list that breaks while it is read breaks the file, and never ends it early', async () => {
  async function* broken(): AsyncGenerator<Cells> {
    yield await Promise.resolve(ROW);
    throw new Error('gone');
  }
  await expect(bytesOf(csvStream(COLUMNS, broken()))).rejects.toThrow('gone');
  await expect(bytesOf(xlsxStream(COLUMNS, broken(), 'x'))).rejects.toThrow('gone');
});

it.each([['CSV', csvStream], ['XLSX', xlsxStream]] as const)('%s: a list of any length is read no faster than its file is taken away', async (_, streamOf) => {
  let read = 0;
  let ended = false;
  async function* endless(): AsyncGenerator<Cells> {
    try {
      for (;;) {
        read += 1;
        yield await Promise.resolve([`Dòng ${read} ${Math.sin(read)}`, '2026-03-02', read * 7_919, '2026-03-01T18:30:59Z'] as const);
      }
    } finally {
      ended = true;
    }
  }
  const stream = streamOf(COLUMNS, endless(), 'Dài');
  let taken = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    taken += chunk.length;
    if (taken > 400_000) break;
  }
  const then = read;
  expect(then).toBeLessThan(60_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(read - then).toBeLessThan(10_000);
  expect(ended).toBe(true);
});
