import { isMonth, percentShare, reliefBody, termBody } from './dues-term-values';

it.each([['0,75', 750], ['1', 1_000], ['100', 100_000], ['0.5', 500], ['0,005', 5], ['0', 0]])('%s percent is an exact share', (typed, numerator) => {
  expect(percentShare(typed)).toEqual({ numerator, denominator: 100_000 });
});

it.each(['100,001', '101', '0,0005', '-1', 'một', ''])('"%s" is no percentage', (typed) => {
  expect(percentShare(typed)).toBeNull();
});

it('a rate typed in percent travels as a share, and none is null', () => {
  expect(termBody({ from: '2026-07', rate: '1,2' })).toEqual({ from: '2026-07', rate: { numerator: 1_200, denominator: 100_000 } });
  expect(termBody({ from: '2026-07' })).toEqual({ from: '2026-07', rate: null });
});

it('only a reduction bears a share', () => {
  expect(reliefBody({ kind: 'SUSPENSION', from: '2026-07' })).toEqual({ kind: 'SUSPENSION', from: '2026-07' });
  expect(reliefBody({ kind: 'REDUCTION', share: '50' })).toEqual({ kind: 'REDUCTION', share: { numerator: 50_000, denominator: 100_000 } });
});

it.each([['2026-12', true], ['2026-13', false], ['12/2026', false]])('%s is a month: %s', (text, is) => { expect(isMonth(text)).toBe(is); });
