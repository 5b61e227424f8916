import { CATALOGUE } from './catalogue';
import { levelBelow, moneyOf, requireKeeper, type TitleVersion, versionFor } from './title.rules';

const aVersion = (over: Partial<TitleVersion> = {}): TitleVersion => ({
  id: 't1', code: 'OUTSTANDING_WORKER', level: 'C', name: 'Công nhân giỏi', kind: 'UNION', receiverKinds: ['INDIVIDUAL'], conditions: [], baseSalaryThousandths: null, amountVnd: null, tiers: null, partner: null,
  mark: 'CNG', validFrom: '2015-01-01', validTo: '2024-05-28', ...over,
});

describe('AWD-01: the version that decides', () => {
  it.each([
    ['the last valid day', { on: '2024-05-28', year: 2024 }, true],
    ['the day after', { on: '2024-05-29', year: 2024 }, false],
    ['a 2025 achievement while the title ended on 28/5/2024', { on: '2025-03-01', year: 2025 }, false],
    ['the first day', { on: '2015-01-01', year: 2015 }, true],
    ['the day before', { on: '2014-12-31', year: 2014 }, false],
    ['an achievement of a year before the title', { on: '2015-02-01', year: 2014 }, false],
    ['an achievement of a year ahead', { on: '2023-02-01', year: 2024 }, false],
    ['an achievement of the year before', { on: '2024-02-01', year: 2023 }, true],
  ])('%s', (_name, asked, decided) => {
    expect(versionFor([aVersion()], asked) !== null).toBe(decided);
  });

  it('takes the version of the day where a later one follows', () => {
    const later = aVersion({ id: 't2', validFrom: '2024-05-29', validTo: null });
    expect(versionFor([aVersion(), later], { on: '2024-05-28', year: 2024 })?.id).toBe('t1');
    expect(versionFor([aVersion(), later], { on: '2024-05-29', year: 2024 })?.id).toBe('t2');
  });
});

it('AWD-05: the level below is the nearest one at which the title exists', () => {
  expect(levelBelow('C', ['G', 'S', 'C'])).toBe('S');
  expect(levelBelow('C', ['G', 'C'])).toBe('G');
  expect(levelBelow('C', ['C'])).toBeNull();
  expect(levelBelow('G', ['G', 'S', 'C'])).toBeNull();
});

it('AWD-01: money is a multiple of the base salary, or a sum', () => {
  expect(moneyOf({ baseSalaryThousandths: 300, amountVnd: null }, 2_340_000)).toBe(702_000);
  expect(moneyOf({ baseSalaryThousandths: null, amountVnd: 500_000 }, null)).toBe(500_000);
  expect(moneyOf({ baseSalaryThousandths: null, amountVnd: null }, null)).toBe(0);
  expect(moneyOf({ baseSalaryThousandths: 300, amountVnd: null }, null)).toBeNull();
});

it('the city keeps its levels, the confederation all, an upper union none', () => {
  expect(() => requireKeeper('N', 'N')).not.toThrow();
  expect(() => requireKeeper('C', 'C')).not.toThrow();
  expect(() => requireKeeper('C', 'N')).toThrow('confederation');
  expect(() => requireKeeper('S', 'S')).toThrow('by the city');
});

it('AWD-01: the catalogue has no two versions of a title at one level on one day', () => {
  for (const one of CATALOGUE) {
    const same = CATALOGUE.filter((other) => other.code === one.code && other.level === one.level && other.validFrom <= one.validFrom && (other.validTo ?? '9999-12-31') >= one.validFrom);
    expect(same).toHaveLength(1);
  }
});
