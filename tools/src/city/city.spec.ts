import { createHash } from 'node:crypto';
import { csvPieces, membersOf } from './city-members';
import { CITY, planCity, type CitySize } from './city-plan';

const SMALL: CitySize = { members: 4_000, unions: 120, seed: 'ha-noi' };
const digest = (size: CitySize): string => {
  const hash = createHash('sha256');
  for (const piece of csvPieces(planCity(size), size, 65_536)) hash.update(piece);
  return hash.digest('hex');
};

it('plans 6,349 unions under 40 upper unions and 84 wards with 629,022 members exactly', () => {
  const unions = planCity(CITY);
  expect(unions).toHaveLength(6_349);
  expect(unions.reduce((sum, { members }) => sum + members, 0)).toBe(629_022);
  expect(new Set(unions.map(({ upper }) => upper)).size).toBe(40);
  expect(new Set(unions.map(({ ward }) => ward)).size).toBe(84);
  expect(new Set(unions.map(({ employer }) => employer.enterpriseCode)).size).toBe(6_349);
  expect(unions.every(({ members, employer }) => members >= 5 && employer.workers >= members && /^\d{10}$/.test(employer.enterpriseCode))).toBe(true);
});

it('makes the same city of the same seed, and another one of another', () => {
  expect(digest(SMALL)).toBe(digest(SMALL));
  expect(digest(SMALL)).not.toBe(digest({ ...SMALL, seed: 'khac' }));
});

it('gives ids that fit gender and birth, none twice, names with composed marks, days in order', () => {
  const ids = new Set<string>();
  let count = 0;
  for (const union of planCity(SMALL)) {
    for (const member of membersOf(union, SMALL)) {
      count += 1;
      ids.add(member.personalId);
      expect(member.personalId).toMatch(/^\d{12}$/);
      const [century, year] = [Number(member.personalId[3]), member.personalId.slice(4, 6)];
      expect(century % 2 === 1).toBe(member.woman);
      expect(`${19 + Math.floor(century / 2)}${year}`).toBe(member.birthDate.slice(0, 4));
      expect(member.fullName).toBe(member.fullName.normalize('NFC'));
      expect(member.admittedOn > member.birthDate && member.admittedOn > union.foundedOn).toBe(true);
    }
  }
  expect(count).toBe(SMALL.members);
  expect(ids.size).toBe(SMALL.members);
});

it('cuts the list into pieces of one size without losing a byte', () => {
  const pieces = [...csvPieces(planCity(SMALL), SMALL, 10_000)].map((piece) => Buffer.from(piece));
  expect(pieces.slice(0, -1).every((piece) => piece.length === 10_000)).toBe(true);
  expect(Buffer.concat(pieces).toString('utf8').trimEnd().split('\r\n')).toHaveLength(SMALL.members + 1);
});
