import fc from 'fast-check';
import { splitFund } from './fund-split.rules';

const SHARE = { numerator: 75, denominator: 100 };

it('ORG-18: 20,000,000 of union fund is 15,000,000 for the union and 5,000,000 above', () => {
  expect(splitFund(20_000_000, SHARE, [{ unitId: 'g', members: 10 }])).toEqual({ upperVnd: 5_000_000, grassrootsVnd: 15_000_000, shares: [{ unitId: 'g', amountVnd: 15_000_000 }] });
});

it('shares by members, alike where nobody has any, and holds it where there is no union', () => {
  expect(splitFund(400, SHARE, [{ unitId: 'a', members: 2 }, { unitId: 'b', members: 1 }]).shares).toEqual([{ unitId: 'a', amountVnd: 200 }, { unitId: 'b', amountVnd: 100 }]);
  expect(splitFund(8, { numerator: 1, denominator: 1 }, [{ unitId: 'a', members: 0 }, { unitId: 'b', members: 0 }, { unitId: 'c', members: 0 }]).shares.map((share) => share.amountVnd)).toEqual([3, 3, 2]);
  expect(splitFund(400, SHARE, []).shares).toEqual([]);
});

it('property: the parts are the whole for every amount and every number of members', () => {
  const unions = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 6 }).map((members) => members.map((n, at) => ({ unitId: `u${at}`, members: n })));
  fc.assert(fc.property(fc.integer({ min: 0, max: 9_000_000_000_000_000 }), unions, (amountVnd, at) => {
    const { upperVnd, grassrootsVnd, shares } = splitFund(amountVnd, SHARE, at);
    expect(upperVnd + grassrootsVnd).toBe(amountVnd);
    expect(shares.reduce((sum, share) => sum + BigInt(share.amountVnd), 0n)).toBe(BigInt(grassrootsVnd));
    expect(shares.every((share) => share.amountVnd > 0)).toBe(true);
  }));
});
