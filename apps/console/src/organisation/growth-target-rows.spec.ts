import { targetRows } from './growth-target-rows';

it('ORG-14: shows target and result side by side, the unit furthest behind first', () => {
  const rows = targetRows([
    { unitCode: 'ha-noi', unitName: 'Hà Nội', target: 30_600, result: 35_575 }, { unitCode: 'tay-ho', unitName: 'Tây Hồ', target: 100, result: 40 }, { unitCode: 'ba-dinh', unitName: 'Ba Đình', target: 1_000, result: 410 },
  ]);
  expect(rows.map((row) => row.name)).toEqual(['Tây Hồ', 'Ba Đình', 'Hà Nội']);
  expect(rows[2]).toEqual({ name: 'Hà Nội', values: [30_600, 35_575], href: '/organisation/units/ha-noi' });
});
