import { aboveMaximum, bandOf, sheetOf, totalOf } from './grading.rules';

const bands = { excellent: 90, good: 70, done: 50 };
const maxima = { representation: 40, organisation: 40, propaganda: 15, bonus: 5 };

it.each([[100, 'BAND_EXCELLENT'], [90, 'BAND_EXCELLENT'], [89.5, 'BAND_GOOD'], [70, 'BAND_GOOD'], [69.5, 'BAND_DONE'], [50, 'BAND_DONE'], [49.5, 'BAND_NOT_DONE'], [0, 'BAND_NOT_DONE']])('ORG-20: %d points are %s', (points, band) => {
  expect(bandOf(points, bands)).toBe(band);
});

it('ORG-20: no group stands above its maximum', () => {
  expect(aboveMaximum(maxima, maxima)).toEqual([]);
  expect(aboveMaximum({ ...maxima, organisation: 40.5, bonus: 5.5 }, maxima)).toEqual([{ group: 'organisation', most: 40 }, { group: 'bonus', most: 5 }]);
  expect(totalOf(maxima)).toBe(100);
});

it('ORG-20: enterprises have a sheet of their own', () => {
  expect([sheetOf('FDI'), sheetOf('ENTERPRISE_STATE'), sheetOf('EDUCATION'), sheetOf('PUBLIC_SERVICE'), sheetOf(null)]).toEqual(['ENTERPRISE_TYPE', 'ENTERPRISE_TYPE', 'STATE_TYPE', 'STATE_TYPE', 'STATE_TYPE']);
});
