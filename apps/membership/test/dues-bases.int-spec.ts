import { getMemberDues, setDuesBases } from '@doanket/contracts';
import fc from 'fast-check';
import { DuesWorld } from './dues.builder';

let world: DuesWorld;
const members: string[] = [];

beforeAll(async () => {
  world = await DuesWorld.start();
  for (let n = 0; n < 3; n += 1) members.push(await world.member('cong-ty-b'));
  for (let n = 0; n < 3; n += 1) members.push(await world.member('truong-a'));
});
afterAll(() => world.app.close());

const month = (n: number): string => `2024-${String(n).padStart(2, '0')}`;
const set = async (code: string, rows: { memberId: string; from: string; amountVnd: number }[]): Promise<number> =>
  (await world.api.as(await world.officer(code)).call(setDuesBases, { params: { code }, body: { rows: rows.map((row) => ({ ...row, base: 'INSURANCE_SALARY' as const })) } }).expect(200)).changed;
const held = async (code: string, id: string): Promise<[string, string | null, number][]> =>
  (await world.api.as(await world.officer(code)).call(getMemberDues, { params: { id }, query: {} }).expect(200)).bases.map(({ from, to, amountVnd }): [string, string | null, number] => [from, to, amountVnd]).sort();

it('ORG-16: amounts of many months and members in one call leave what they leave one by one, whatever was known', async () => {
  let runs = 0;
  await fc.assert(fc.asyncProperty(
    fc.array(fc.array(fc.record({ who: fc.integer({ min: 0, max: 2 }), from: fc.integer({ min: 1, max: 12 }), amount: fc.constantFrom(5_000_000, 6_000_000, 7_000_000) }), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
    async (calls) => {
      runs += 1;
      for (const call of calls) {
        const rows = [...new Map(call.map((row) => [`${row.who} ${row.from}`, row])).values()];
        const together = await set('cong-ty-b', rows.map(({ who, from, amount }) => ({ memberId: members[who] ?? '', from: month(from), amountVnd: amount })));
        let single = 0;
        for (const { who, from, amount } of [...rows].sort((a, b) => a.who - b.who || a.from - b.from)) single += await set('truong-a', [{ memberId: members[who + 3] ?? '', from: month(from), amountVnd: amount }]);
        expect(together).toBe(single);
        for (let who = 0; who < 3; who += 1) expect(await held('cong-ty-b', members[who] ?? '')).toEqual(await held('truong-a', members[who + 3] ?? ''));
      }
    }), { numRuns: 25 });
  expect(runs).toBeGreaterThanOrEqual(25);
});

it('ORG-16: an amount that holds already changes nothing; one in between ends the day before the next', async () => {
  const id = await world.member('cong-ty-b');
  expect(await set('cong-ty-b', [{ memberId: id, from: '2024-01', amountVnd: 1_000_000 }, { memberId: id, from: '2024-06', amountVnd: 2_000_000 }])).toBe(2);
  expect(await set('cong-ty-b', [{ memberId: id, from: '2024-03', amountVnd: 1_000_000 }, { memberId: id, from: '2024-06', amountVnd: 2_000_000 }])).toBe(0);
  expect(await set('cong-ty-b', [{ memberId: id, from: '2024-03', amountVnd: 3_000_000 }, { memberId: id, from: '2024-04', amountVnd: 3_000_000 }])).toBe(1);
  expect(await held('cong-ty-b', id)).toEqual([['2024-01', '2024-02', 1_000_000], ['2024-03', '2024-05', 3_000_000], ['2024-06', null, 2_000_000]]);
});
