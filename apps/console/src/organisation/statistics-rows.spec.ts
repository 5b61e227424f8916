import type { DensityRow } from '@doanket/contracts';
import { blocRows, densityRows } from './statistics-rows';

const row = (unitName: string, percent: string | null): DensityRow => ({
  unitCode: unitName, unitName, members: 1, workers: percent === null ? null : 2, density: percent === null ? null : { numerator: 1, denominator: 2, percent },
});

it('ORG-14: shows the lowest density first, and a unit without workers last and without a bar', () => {
  expect(densityRows([row('a', '90'), row('b', null), row('c', '12.5')]).map(({ name, values }) => [name, values[0]])).toEqual([['c', 12.5], ['a', 90], ['b', null]]);
});

it('ORG-15: shows blocs by size and says which takes nobody on that day', () => {
  const rows = blocRows({ blocs: [{ bloc: 'FDI', open: true, members: 5 }, { bloc: 'ADMINISTRATIVE', open: false, members: 9 }, { bloc: null, open: true, members: 1 }] }, { nameOf: (bloc) => bloc, none: 'không chia khối', closed: 'đã đóng' });
  expect(rows.map(({ values }) => values[0])).toEqual([9, 5, 1]);
  expect(rows[0]?.name).toBe('ADMINISTRATIVE (đã đóng)');
  expect(rows[2]?.name).toBe('không chia khối');
});
