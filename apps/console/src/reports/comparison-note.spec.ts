import type { FigureAnswer, FigureItem } from '@doanket/contracts';
import { i18n } from '../i18n';
import { bridgeNote } from './comparison.page';

const item = (unit: string): FigureItem => ({
  indicator: 'WORK_G', unit, unitName: unit, reported: true, value: '1', valueUnit: 'COUNT', qualifier: 'EXACT', numerator: null, denominator: null, source: 'RECORDS', recordsUrl: null,
});
const answer = (units: readonly string[], value: string | null): FigureAnswer => {
  const summary = { indicator: 'WORK_G', value, qualifier: 'EXACT' as const, reportedUnits: units.length, units: units.length, missing: [] };
  return { items: units.map(item), summary, summaries: [summary], asOf: '2026-06-01' };
};
const before = answer(['tay-ho'], '3');

it('RPT-06: says that wards answer for the former district, and that their rates are not averaged', () => {
  expect(bridgeNote(i18n.t, { before, after: answer(['phuong-3', 'phuong-30'], '2'), bridged: true })).toBe('2 công đoàn phường, xã của địa bàn cũ');
  expect(bridgeNote(i18n.t, { before, after: answer(['phuong-3', 'phuong-30'], null), bridged: true })).toBe('2 công đoàn phường, xã của địa bàn cũ; tỷ lệ không tính trung bình');
});

it('RPT-06: says nothing where the unit answers for itself, or nothing is compared', () => {
  expect(bridgeNote(i18n.t, { before, after: answer(['tay-ho'], '3'), bridged: false })).toBeNull();
  expect(bridgeNote(i18n.t, { before, after: null, bridged: false })).toBeNull();
});
