import { speak } from '../../i18n';
import { bytesText, dayText, figureText, instantText, numberText, percentOf, periodText, vndText } from './format';

it.each([['2365', '2.365'], ['600', '600'], ['1000000', '1.000.000'], ['75.2', '75,2'], ['-1234.5', '−1.234,5'], ['0', '0']])('writes %s as %s', (value, text) => {
  expect(numberText(value)).toBe(text);
});

it('writes money, rates and days as officers do', () => {
  expect(vndText(564_000_000)).toBe('564.000.000 đ');
  expect(percentOf('70.37')).toBe('70,37%');
  expect(dayText('2025-12-31')).toBe('31/12/2025');
  expect(dayText(null)).toBe('–');
  expect(periodText('2026-11-28', '2026-11-28')).toBe('28/11/2026');
  expect(periodText('2023-05-01', '2023-09-30')).toBe('01/05–30/09/2023');
  expect(periodText('2015-01-01', '2020-12-31')).toBe('01/01/2015–31/12/2020');
});

it('shows instants in Hanoi time', () => {
  expect(instantText('2025-06-30T17:05:00Z')).toBe('01/07/2025 00:05');
});

it('never shows a missing figure as zero and says how exact a figure is', () => {
  expect(figureText({ reported: false })).toBe('chưa báo cáo');
  expect(figureText({ reported: true, value: '800', valueUnit: 'COUNT', qualifier: 'APPROX_BELOW' })).toBe('gần 800');
  expect(figureText({ reported: true, value: '60', valueUnit: 'COUNT', qualifier: 'APPROX_ABOVE' })).toBe('hơn 60');
  expect(figureText({ reported: true, value: '75.2', valueUnit: 'LEGACY_PERCENT', qualifier: 'EXACT' })).toBe('75,2%');
  expect(figureText({ reported: true, value: '564000000', valueUnit: 'VND', qualifier: 'EXACT' })).toBe('564.000.000 đ');
});

it('writes English numbers for English readers', async () => {
  await speak('en');
  expect(numberText('2365.5')).toBe('2,365.5');
  expect(bytesText(2_500_000)).toBe('2.4 MB');
  await speak('vi');
});
