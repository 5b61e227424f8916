import { joined, partsOf } from './rule-parts';

const RATE = { collected: true, base: 'INSURANCE_SALARY', rate: { numerator: 1, denominator: 200 } };

it('takes a value apart into plain parts and puts it together as it was typed', () => {
  const parts = partsOf(RATE);
  expect(parts.map(({ path }) => path.join('.'))).toEqual(['collected', 'base', 'rate.numerator', 'rate.denominator']);
  expect(joined(RATE, parts)).toEqual(RATE);
  expect(joined(RATE, [{ path: ['rate', 'denominator'], value: 100 }])).toEqual({ ...RATE, rate: { numerator: 1, denominator: 100 } });
  expect(RATE.rate.denominator).toBe(200);
});

it('offers no form for a value with lists', () => {
  expect(partsOf({ employerLeast: 3, workers: [{ fromWorkforce: 0 }] })).toEqual([]);
});

it('reads an empty field as nothing', () => {
  expect(joined({ ofBaseSalary: null }, [{ path: ['ofBaseSalary'], value: '' }])).toEqual({ ofBaseSalary: null });
});
