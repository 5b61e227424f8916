import type { Fraction } from './ratio';

/** Throws RangeError unless `amountVnd` is a whole, safe, non-negative number of đồng. */
export function assertVnd(amountVnd: number): void {
  if (!Number.isSafeInteger(amountVnd) || amountVnd < 0) throw new RangeError(`Not a whole amount of VND: ${amountVnd}`);
}

/** A share of an amount in whole VND, exact, rounded half up. Throws RangeError for an amount that is not whole VND. */
export function shareOfVnd(amountVnd: number, share: Fraction): number {
  assertVnd(amountVnd);
  const numerator = BigInt(amountVnd) * BigInt(share.numerator);
  const denominator = BigInt(share.denominator);
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/** Sum of whole amounts; throws RangeError when it leaves the safe range. */
export function sumVnd(amounts: readonly number[]): number {
  const sum = amounts.reduce((total, amount) => total + BigInt(amount), 0n);
  if (sum > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('Sum of VND leaves the safe range');
  return Number(sum);
}
