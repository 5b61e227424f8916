import { UPPER_UNIONS, WARD_COUNT, wardCode } from '../demo/upper-unions';
import { employerName } from './names';
import { Random, Weighted } from './random';

/** How large the city is. The figures of mid 2025 are 629,022 members in 6,349 unions (handbook 4.12). */
export interface CitySize {
  readonly members: number; readonly unions: number; readonly seed: string;
  /** Beginning of the unions' codes; `tp` without it. */
  readonly code?: string;
  /** Members and unions that are there already: running numbers go on behind them. */
  readonly after?: { readonly members: number; readonly unions: number };
}
export const CITY: CitySize = { members: 629_022, unions: 6_349, seed: 'ha-noi' };

/** A grassroots union with its employer; `first` is the running number of its first member. */
export interface CityUnion {
  readonly n: number; readonly code: string; readonly name: string; readonly upper: string; readonly ward: string; readonly bloc: string; readonly foundedOn: string;
  readonly employer: { readonly name: string; readonly enterpriseCode: string; readonly ownership: string; readonly workers: number };
  readonly members: number; readonly first: number; readonly women: number; readonly direct: number;
}

const BLOCS = new Weighted<string>([['ENTERPRISE_NONSTATE', 560], ['FDI', 90], ['ENTERPRISE_STATE', 60], ['EDUCATION', 210], ['PUBLIC_SERVICE', 60], ['OTHER', 20]]);
const OWNERSHIP: Readonly<Record<string, string>> = { ENTERPRISE_NONSTATE: 'PRIVATE', FDI: 'FOREIGN', ENTERPRISE_STATE: 'STATE', EDUCATION: 'PUBLIC_BODY', PUBLIC_SERVICE: 'PUBLIC_BODY', OTHER: 'OTHER_OWNERSHIP' };
/** How large unions of a bloc are beside each other, and the share of women and of direct workers in them. */
const SHAPE: Readonly<Record<string, readonly [size: number, women: number, direct: number]>> = {
  ENTERPRISE_NONSTATE: [1, 0.42, 0.72], FDI: [5, 0.61, 0.86], ENTERPRISE_STATE: [2.2, 0.36, 0.66], EDUCATION: [0.8, 0.79, 0.85], PUBLIC_SERVICE: [1.4, 0.58, 0.6], OTHER: [0.5, 0.5, 0.5],
};

/** The unions of the city; sizes add up to the members exactly. The same for the same size and seed. */
export function planCity(size: CitySize = CITY): CityUnion[] {
  const random = new Random(`${size.seed}:plan`);
  const drafts = Array.from({ length: size.unions }, (_, n) => {
    const bloc = BLOCS.pick(random);
    const [weight, women, direct] = SHAPE[bloc] ?? [1, 0.5, 0.5];
    // Many small unions and few large ones: the sum of logarithms of equal chances is near enough.
    const spread = Math.exp((random.next() + random.next() + random.next() - 1.5) * 1.6);
    return { n, bloc, weight: weight * spread, women, direct };
  });
  const total = drafts.reduce((sum, { weight }) => sum + weight, 0);
  const least = Math.min(5, Math.floor(size.members / size.unions));
  const spare = size.members - least * size.unions;
  const after = size.after ?? { members: 0, unions: 0 };
  let given = 0;
  let weighed = 0;
  return drafts.map(({ n, bloc, weight, women, direct }): CityUnion => {
    weighed += weight;
    const upTo = Math.round((spare * weighed) / total);
    const first = after.members + given + least * n;
    const members = least + upTo - given;
    given = upTo;
    const employer = employerName(random, bloc, after.unions + n + 1);
    return {
      n, code: `${size.code ?? 'tp'}-${String(n + 1).padStart(4, '0')}`, name: `CĐCS ${employer}`, upper: UPPER_UNIONS[n % UPPER_UNIONS.length]?.code ?? '', ward: wardCode((random.whole(0, WARD_COUNT - 1) % WARD_COUNT) + 1), bloc,
      foundedOn: dayText(random.whole(1996, 2018), random.whole(1, 12), random.whole(1, 28)),
      employer: { name: employer, enterpriseCode: enterpriseCode(after.unions + n), ownership: OWNERSHIP[bloc] ?? 'OTHER_OWNERSHIP', workers: Math.ceil(members / (0.78 + random.next() * 0.2)) },
      members, first, women, direct,
    };
  });
}

/** Ten digits; Hanoi's begin with 01. */
const enterpriseCode = (n: number): string => `01${String(10_000_000 + ((n * 7_919) % 89_999_999)).padStart(8, '0')}`;

export const dayText = (year: number, month: number, day: number): string => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
