import { readFileRows } from './exchange-reader';
import type { CellRow } from './exchange-cells';

async function rowsOf(bytes: Buffer, partBytes = 1_000): Promise<CellRow[]> {
  async function* parts(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes);
  }
  const rows: CellRow[] = [];
  for await (const row of readFileRows('EMPLOYER_LIST', 'CSV', parts())) rows.push(row);
  return rows;
}

it.each([7, 1_000])('reads the rows of a plain table, in parts of %s bytes', async (partBytes) => {
  const rows = await rowsOf(Buffer.from('enterpriseCode,name,insuredWorkers\r\n0100000001,A,7\r\n0100000002,B,8\r\n'), partBytes);
  expect(rows).toEqual([
    { no: 2, cells: { enterpriseCode: '0100000001', name: 'A', insuredWorkers: '7' } }, { no: 3, cells: { enterpriseCode: '0100000002', name: 'B', insuredWorkers: '8' } },
  ]);
});
