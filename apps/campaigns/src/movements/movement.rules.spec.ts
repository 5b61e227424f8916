import { addUpYears, withSubmitted, yearsOf } from './movement.rules';

describe('CMP-21: a movement of several years', () => {
  const counted = addUpYears([
    { indicator: 'GOODWORKER_S', year: 2016, count: 30 }, { indicator: 'GOODWORKER_S', year: 2015, count: 29 }, { indicator: 'GOODWORKER_S', year: 2019, count: 90 },
    { indicator: 'GOODWORKER_CITY', year: 2018, count: 10 },
  ]);

  it('CMP-21: yearly results add up', () => {
    expect(counted.map(({ indicator, value }) => [indicator, value])).toEqual([['GOODWORKER_CITY', '10'], ['GOODWORKER_S', '149']]);
    expect(counted[1]?.byYear[0]).toEqual({ year: 2015, value: '29' });
  });

  it('CMP-21: a submitted figure keeps how exact it is, and stands only where nothing can be counted', () => {
    const all = withSubmitted(counted, [
      { indicator: 'INI_CITY_TEACHING', value: '60', qualifier: 'APPROX_ABOVE' }, { indicator: 'GOODWORKER_CITY', value: '11', qualifier: 'EXACT' },
    ]);
    expect(all).toHaveLength(3);
    expect(all[2]).toEqual({ indicator: 'INI_CITY_TEACHING', value: '60', qualifier: 'APPROX_ABOVE', byYear: [] });
  });

  it('CMP-21: two submissions add up and are no more exact than their parts', () => {
    const [figure] = withSubmitted([], [{ indicator: 'X', value: '60.5', qualifier: 'APPROX_ABOVE' }, { indicator: 'X', value: '9.5', qualifier: 'APPROX_BELOW' }]);
    expect(figure).toMatchObject({ value: '70', qualifier: 'APPROX' });
  });

  it('CMP-21: 2015–2020 covers six calendar years', () => expect(yearsOf('2015-01-01', '2020-05-29')).toHaveLength(6));
});
