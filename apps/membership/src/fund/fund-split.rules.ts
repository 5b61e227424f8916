import { shareOfVnd } from '@doanket/kernel';

export interface FundShare { readonly unitId: string; readonly amountVnd: number }

/**
 * What came in, split between the level above and the unions at the employer, these by their members; what does not divide goes
 * to the largest remainders, so the parts are the whole. Without a union its part is held. Source: handbook 4.2.
 */
export function splitFund(amountVnd: number, grassroots: { numerator: number; denominator: number }, unions: readonly { unitId: string; members: number }[]): { upperVnd: number; grassrootsVnd: number; shares: FundShare[] } {
  const grassrootsVnd = shareOfVnd(amountVnd, grassroots);
  return { upperVnd: amountVnd - grassrootsVnd, grassrootsVnd, shares: byMembers(grassrootsVnd, unions) };
}

function byMembers(amountVnd: number, unions: readonly { unitId: string; members: number }[]): FundShare[] {
  const heads = unions.reduce((sum, union) => sum + BigInt(union.members), 0n);
  // Unions without members yet share alike.
  const weights = unions.map((union) => ({ unitId: union.unitId, weight: heads === 0n ? 1n : BigInt(union.members) }));
  const whole = weights.reduce((sum, union) => sum + union.weight, 0n);
  if (whole === 0n) return [];
  const parts = weights.map(({ unitId, weight }) => ({ unitId, part: (BigInt(amountVnd) * weight) / whole, rest: (BigInt(amountVnd) * weight) % whole }));
  let left = BigInt(amountVnd) - parts.reduce((sum, { part }) => sum + part, 0n);
  const order = [...parts].sort((a, b) => (a.rest === b.rest ? (a.unitId < b.unitId ? -1 : 1) : a.rest > b.rest ? -1 : 1));
  const extra = new Set<string>();
  for (const { unitId } of order) if (left > 0n) { extra.add(unitId); left -= 1n; }
  return parts.map(({ unitId, part }) => ({ unitId, amountVnd: Number(part) + (extra.has(unitId) ? 1 : 0) })).filter((share) => share.amountVnd !== 0);
}
