/** How exact a figure is: "gần 800" is 800 APPROX_BELOW, "hơn 60" is 60 APPROX_ABOVE (handbook 1.6, trap 4). */
export const QUALIFIERS = ['EXACT', 'APPROX_BELOW', 'APPROX_ABOVE', 'APPROX'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

/** A sum is never more exact than its parts: one direction keeps it, opposite directions give APPROX. */
export function combineQualifiers(parts: readonly Qualifier[]): Qualifier {
  const inexact = new Set(parts.filter((part) => part !== 'EXACT'));
  if (inexact.size === 0) return 'EXACT';
  const [only] = inexact;
  return inexact.size === 1 && only !== undefined ? only : 'APPROX';
}
