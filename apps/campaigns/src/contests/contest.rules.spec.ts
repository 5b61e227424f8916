import type { PrizeRank } from '@doanket/contracts';
import { contestantKey, contestMoneyVnd, nameKey, totalMark, wrongMoney, type PrizeMoney } from './contest.rules';

const prizes = (count: number, rank: PrizeRank, amountVnd: number): PrizeMoney[] => Array.from({ length: count }, () => ({ rank, amountVnd, team: false }));
const city2023 = [...prizes(11, 'FIRST', 10_000_000), ...prizes(22, 'SECOND', 7_000_000), ...prizes(33, 'THIRD', 5_000_000), ...prizes(45, 'CONSOLATION', 3_000_000)];

describe('CMP-15: prizes and money', () => {
  it('CMP-15: 111 prizes of 2023 sum to exactly 564.000.000 đồng', () => {
    expect(city2023).toHaveLength(111);
    expect(contestMoneyVnd(city2023)).toBe(564_000_000);
  });

  it('CMP-15: a team prize is no part of the money', () => {
    expect(contestMoneyVnd([...city2023, { rank: 'FIRST', amountVnd: 20_000_000, team: true }])).toBe(564_000_000);
  });

  it('CMP-15: the money of a rank is set by the edition', () => {
    const money = { FIRST: 10_000_000, SECOND: 7_000_000 };
    expect(wrongMoney(city2023, money)).toBeNull();
    expect(wrongMoney(prizes(1, 'FIRST', 9_999_999), money)).toMatchObject({ rank: 'FIRST', expectedVnd: 10_000_000 });
    expect(wrongMoney([{ rank: 'FIRST', amountVnd: 1, team: true }], money)).toBeNull();
  });

  it.each([[80, 90, 87], [0, 0, 0], [100, 100, 100], [66.5, 71.25, 69.83]])('CMP-15: theory %s and practice %s give %s', (theory, practice, total) => {
    expect(totalMark(theory, practice)).toBe(total);
  });
});

describe('CMP-14: who a contestant is', () => {
  const one = { contestantName: 'Nguyễn Văn Đạt', birthYear: 1990, enterprise: 'Công ty CP A&B' };
  it('CMP-14: the same person is recognised however the name is written', () => {
    expect(contestantKey(one)).toBe(contestantKey({ ...one, contestantName: 'nguyen van dat'.normalize('NFD'), enterprise: 'CÔNG TY CP A & B' }));
    expect(contestantKey(one)).not.toBe(contestantKey({ ...one, birthYear: 1991 }));
  });
  it('CMP-14: a name without letters still has a key', () => expect(nameKey('—')).toBe('x'));
});
