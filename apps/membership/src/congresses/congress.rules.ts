import type { CongressKind, Level } from '@doanket/contracts';

const VALUES = { C: 100, XC: 90, L: 50, XL: 40, X: 10, IX: 9, V: 5, IV: 4, I: 1 } as const;

/** Value of a Roman numeral as the contracts allow it: `XVIII` is 18. */
export function romanValue(text: string): number {
  let rest = text;
  let value = 0;
  for (const [sign, worth] of Object.entries(VALUES)) {
    while (rest.startsWith(sign)) {
      value += worth;
      rest = rest.slice(sign.length);
    }
  }
  return value;
}

/** Units above the grassroots always meet by delegates or all; a grassroots union by delegates only from `least` members on. Unknown counts pass. */
export function mayMeet(kind: CongressKind, level: Level, members: number | null, least: number): boolean {
  return kind === 'ALL_MEMBERS' || level !== 'G' || members === null || members >= least;
}

/** As people write a term: `2023–2028`. */
export function termLabel(startsOn: string, plannedEndYear: number): string {
  return `${startsOn.slice(0, 4)}–${plannedEndYear}`;
}
