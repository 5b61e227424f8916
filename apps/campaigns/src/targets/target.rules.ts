import type { Comparator } from '@doanket/contracts';
import { compareFractions, type Day, type Fraction } from '@doanket/kernel';

/** What a figure is measured against. */
export interface Threshold { readonly comparator: Comparator; readonly threshold: string; readonly valueUnit: string }

/** The parts that identify a target across a cascade of plans. */
export interface CascadedTarget extends Threshold {
  readonly code: string;
  readonly numeratorIndicator: string;
  readonly denominatorIndicator: string | null;
  readonly calculatedAt: string;
  readonly distinctPersons: boolean;
  readonly blocs: readonly string[];
  readonly dueOn: Day | null;
  readonly programmeCode: string | null;
}

/** A decimal text as an exact fraction: `62.6` is 626/10; a percent is divided by 100 so that it compares with a share. */
export function thresholdFraction({ threshold, valueUnit }: Pick<Threshold, 'threshold' | 'valueUnit'>): Fraction {
  const [whole = '0', decimals = ''] = threshold.split('.');
  const scale = 10 ** decimals.length * (valueUnit === 'PERCENT' ? 100 : 1);
  return { numerator: Number(`${whole}${decimals}`), denominator: scale };
}

/**
 * Whether a figure, kept as its two parts, meets a target; null where the denominator is zero: there is no rate of
 * nothing. Compared on the parts, so 8 of 40 meets 20% and 799 of 4,000 does not (handbook 2.0).
 */
export function meetsTarget(figure: { numerator: number; denominator: number | null }, target: Threshold): boolean | null {
  if (figure.denominator === 0) return null;
  const order = compareFractions({ numerator: figure.numerator, denominator: figure.denominator ?? 1 }, thresholdFraction(target));
  switch (target.comparator) {
    case 'AT_LEAST': return order >= 0;
    case 'AT_MOST': return order <= 0;
    case 'EXACTLY': return order === 0;
  }
}

/**
 * Codes of the child's targets that ask less than the parent's: less, later, or of persons counted twice; a measure of
 * another kind under the parent's name; or the parent's measure under another name. A child may add targets and raise
 * them, never lower them (CMP-05).
 */
export function loweredTargets(parent: readonly CascadedTarget[], child: readonly CascadedTarget[]): string[] {
  return child.filter((target) => parent.some((above) => {
    if (above.code === target.code) return !sameMeasure(above, target) || isLower(above, target);
    return sameMeasure(above, target) && sharesBloc(above.blocs, target.blocs) && isLower(above, target);
  })).map((target) => target.code);
}

function sameMeasure(above: CascadedTarget, below: CascadedTarget): boolean {
  return above.numeratorIndicator === below.numeratorIndicator && above.denominatorIndicator === below.denominatorIndicator
    && above.comparator === below.comparator && above.valueUnit === below.valueUnit && above.calculatedAt === below.calculatedAt
    && above.programmeCode === below.programmeCode;
}

/** No bloc named means all of them. */
const sharesBloc = (one: readonly string[], other: readonly string[]): boolean => one.length === 0 || other.length === 0 || one.some((bloc) => other.includes(bloc));

function isLower(above: CascadedTarget, below: CascadedTarget): boolean {
  if (above.distinctPersons && !below.distinctPersons) return true;
  if (above.dueOn !== null && below.dueOn !== null && below.dueOn > above.dueOn) return true;
  const order = compareFractions(thresholdFraction(below), thresholdFraction(above));
  switch (above.comparator) {
    case 'AT_LEAST': return order < 0;
    case 'AT_MOST': return order > 0;
    case 'EXACTLY': return order !== 0;
  }
}
