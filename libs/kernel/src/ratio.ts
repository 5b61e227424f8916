/** A ratio keeps both parts; it is compared on them and never averaged (handbook 1.6, trap 3). */
export interface Fraction { readonly numerator: number; readonly denominator: number }

/** Negative, zero or positive as `a` is below, equal to or above `b`. Exact: compares cross products. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const left = BigInt(a.numerator) * BigInt(b.denominator);
  const right = BigInt(b.numerator) * BigInt(a.denominator);
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The percent of a ratio as text with at most two decimals, half up, no trailing zeros: 2589 of 4298 is `60.24`.
 * Null when the denominator is zero: there is no rate of nothing.
 */
export function percentText({ numerator, denominator }: Fraction): string | null {
  if (denominator === 0) return null;
  const hundredths = (2n * BigInt(numerator) * 10_000n + BigInt(denominator)) / (2n * BigInt(denominator));
  const whole = hundredths / 100n;
  const rest = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return rest === '' ? whole.toString() : `${whole}.${rest}`;
}
