import { loweredTargets, meetsTarget, thresholdFraction, type CascadedTarget } from './target.rules';

const share: CascadedTarget = {
  code: 'INITIATIVE_SHARE', numeratorIndicator: 'INI_STAFF_SHARE', denominatorIndicator: null, comparator: 'AT_LEAST', threshold: '20', valueUnit: 'PERCENT',
};

describe('CMP-07: a measurable target', () => {
  it.each([
    [10, 50, true], [8, 50, false], [8, 40, true], [799, 4000, false], [0, 50, false],
  ])('CMP-07: %s of %s against at least 20%% is %s', (numerator, denominator, met) => {
    expect(meetsTarget({ numerator, denominator }, share)).toBe(met);
  });

  it('CMP-07: there is no rate of nothing', () => {
    expect(meetsTarget({ numerator: 0, denominator: 0 }, share)).toBeNull();
  });

  it('CMP-07: compares decimals and counts exactly', () => {
    expect(thresholdFraction({ threshold: '62.6', valueUnit: 'PERCENT' })).toEqual({ numerator: 626, denominator: 1000 });
    expect(meetsTarget({ numerator: 626, denominator: 1000 }, { comparator: 'EXACTLY', threshold: '62.6', valueUnit: 'PERCENT' })).toBe(true);
    expect(meetsTarget({ numerator: 3, denominator: null }, { comparator: 'AT_MOST', threshold: '3', valueUnit: 'COUNT' })).toBe(true);
    expect(meetsTarget({ numerator: 4, denominator: null }, { comparator: 'AT_MOST', threshold: '3', valueUnit: 'COUNT' })).toBe(false);
  });
});

describe('CMP-05: a child plan never lowers a target of its parent', () => {
  it.each([['19.99', ['INITIATIVE_SHARE']], ['20', []], ['25', []]])('CMP-05: at least %s%% below at least 20%%', (threshold, lowered) => {
    expect(loweredTargets([share], [{ ...share, threshold }])).toEqual(lowered);
  });

  it('CMP-05: at most goes the other way, and a new target is free', () => {
    const accidents: CascadedTarget = { ...share, code: 'ACCIDENTS', numeratorIndicator: 'WORK_ACCIDENT', comparator: 'AT_MOST', threshold: '3', valueUnit: 'COUNT' };
    expect(loweredTargets([accidents], [{ ...accidents, threshold: '4' }])).toEqual(['ACCIDENTS']);
    expect(loweredTargets([accidents], [{ ...accidents, threshold: '2' }, share])).toEqual([]);
  });

  it('CMP-05: another measure under the same name counts as lowered', () => {
    expect(loweredTargets([share], [{ ...share, numeratorIndicator: 'GIFT_PERSON' }])).toEqual(['INITIATIVE_SHARE']);
  });
});
