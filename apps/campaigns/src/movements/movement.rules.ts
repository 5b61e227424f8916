import { combineQualifiers, yearOf, type Day, type Qualifier } from '@doanket/kernel';

export interface YearlyFigure {
  readonly indicator: string;
  readonly value: string;
  readonly qualifier: Qualifier;
  readonly byYear: readonly { readonly year: number; readonly value: string }[];
}

/** Yearly results that add up (CMP-21): facts by year, and their sum. Facts are given as counts per indicator and year. */
export function addUpYears(counts: readonly { indicator: string; year: number; count: number }[]): YearlyFigure[] {
  const indicators = [...new Set(counts.map((row) => row.indicator))].sort();
  return indicators.map((indicator) => {
    const years = counts.filter((row) => row.indicator === indicator).sort((a, b) => a.year - b.year);
    return {
      indicator, value: String(years.reduce((sum, row) => sum + row.count, 0)), qualifier: 'EXACT',
      byYear: years.map(({ year, count }) => ({ year, value: String(count) })),
    };
  });
}

export interface SubmittedValue { readonly indicator: string; readonly value: string; readonly qualifier: Qualifier }

/**
 * Joins counted figures with submitted ones. A submission stands only where no record exists: no figure is typed that
 * can be counted. Several submissions of one indicator add up, never more exact than their parts.
 */
export function withSubmitted(counted: readonly YearlyFigure[], submitted: readonly SubmittedValue[]): YearlyFigure[] {
  const known = new Set(counted.map((figure) => figure.indicator));
  const rest = [...new Set(submitted.map((value) => value.indicator))].filter((indicator) => !known.has(indicator)).sort();
  return [...counted, ...rest.map((indicator): YearlyFigure => {
    const parts = submitted.filter((value) => value.indicator === indicator);
    return { indicator, value: sumText(parts.map((part) => part.value)), qualifier: combineQualifiers(parts.map((part) => part.qualifier)), byYear: [] };
  })];
}

/** Sum of decimals given as text, exact to six places. */
function sumText(values: readonly string[]): string {
  const millionths = values.reduce((sum, value) => {
    const [whole = '0', decimals = ''] = value.replace('-', '').split('.');
    const size = BigInt(`${whole}${decimals.padEnd(6, '0')}`);
    return value.startsWith('-') ? sum - size : sum + size;
  }, 0n);
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(7, '0');
  const text = `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
  return millionths < 0n ? `-${text}` : text;
}

/** The years a movement covers, both ends. */
export function yearsOf(startsOn: Day, endsOn: Day): number[] {
  const first = yearOf(startsOn);
  return Array.from({ length: yearOf(endsOn) - first + 1 }, (_, at) => first + at);
}
