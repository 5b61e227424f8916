import { loweredTargets, meetsTarget, thresholdFraction, type CascadedTarget } from './target.rules';

const share: CascadedTarget = {
  code: 'INITIATIVE_SHARE', numeratorIndicator: 'INI_STAFF_SHARE', denominatorIndicator: null, comparator: 'AT_LEAST', threshold: '20', valueUnit: 'PERCENT',
  calculatedAt: 'G', distinctPersons: true, blocs: [], dueOn: '2026-12-31', programmeCode: null,
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

  it.each<[string, Partial<CascadedTarget>, string[]]>([
    ['the same measure under another name', { code: 'OTHER', threshold: '19' }, ['OTHER']], ['raised under another name', { code: 'OTHER', threshold: '21' }, []],
    ['due a day later', { dueOn: '2027-01-01' }, ['INITIATIVE_SHARE']], ['due on the same day', { dueOn: '2026-12-31' }, []], ['due as the parent says', { dueOn: null }, []],
    ['of persons counted twice', { distinctPersons: false }, ['INITIATIVE_SHARE']], ['of another programme', { programmeCode: 'NEXT_PROGRAMME' }, ['INITIATIVE_SHARE']], ['counted at another level', { calculatedAt: 'S' }, ['INITIATIVE_SHARE']],
  ])('CMP-05: %s', (_what, over, lowered) => {
    expect(loweredTargets([share], [{ ...share, ...over }])).toEqual(lowered);
  });

  it('CMP-05: a lower target for another bloc is a target of its own', () => {
    const school = { ...share, blocs: ['PUBLIC_SERVICE'] };
    expect(loweredTargets([school], [{ ...share, code: 'OTHER', threshold: '10', blocs: ['FDI'] }])).toEqual([]);
    expect(loweredTargets([school], [{ ...share, code: 'OTHER', threshold: '10', blocs: [] }])).toEqual(['OTHER']);
  });
});
