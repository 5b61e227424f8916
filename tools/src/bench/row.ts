import { median, short, spread } from './stats';

/** Values of one side of a comparison, one per round. */
export interface Series { readonly label: string; readonly unit: string; readonly values: readonly number[] }

/** One row of the table: what was measured, against what, and whether it is good enough. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly ours: Series;
  /** Null where there is nothing to compare with: an absolute limit, or a figure that is only stated. */
  readonly baseline: Series | null;
  /** The compared figure: a ratio or a difference of the medians. */
  readonly figure: string;
  readonly target: string;
  /** Null: stated, not judged. */
  readonly pass: boolean | null;
}

/** At least `target` of the baseline's rate. */
export function atLeast(id: string, title: string, ours: Series, baseline: Series, target: number): Row {
  const ratio = median(ours.values) / median(baseline.values);
  return { id, title, ours, baseline, figure: `${short(ratio * 100)} %`, target: `≥ ${target * 100} %`, pass: ratio >= target };
}

/** At most `target` more than the baseline. */
export function atMostMore(id: string, title: string, ours: Series, baseline: Series, target: number): Row {
  const more = median(ours.values) - median(baseline.values);
  return { id, title, ours, baseline, figure: `${more >= 0 ? '+' : ''}${short(more)} ${ours.unit}`, target: `≤ +${target} ${ours.unit}`, pass: more <= target };
}

/** At most `target`, compared with nothing. */
export function atMost(id: string, title: string, ours: Series, target: number): Row {
  const value = median(ours.values);
  return { id, title, ours, baseline: null, figure: `${short(value)} ${ours.unit}`, target: `≤ ${target} ${ours.unit}`, pass: value <= target };
}

/** At most `times` the baseline and `plus` more: what a call may cost beyond its bare statement. */
export function atMostTimes(id: string, title: string, ours: Series, baseline: Series, { times, plus = 0 }: { times: number; plus?: number }): Row {
  const [mine, bare] = [median(ours.values), median(baseline.values)];
  const target = plus === 0 ? `≤ ${times} ×` : `≤ ${times} × + ${plus} ${ours.unit}`;
  return { id, title, ours, baseline, figure: `${short(mine / bare)} ×, ${mine >= bare ? '+' : ''}${short(mine - bare)} ${ours.unit}`, target, pass: mine <= times * bare + plus };
}

export function stated(id: string, title: string, ours: Series): Row {
  return { id, title, ours, baseline: null, figure: `${short(median(ours.values))} ${ours.unit}`, target: 'stated', pass: null };
}

/** Median and spread of one side. */
export function shown(series: Series | null): string {
  if (series === null) return '–';
  const [low, high] = spread(series.values);
  return `${short(median(series.values))} ${series.unit} (${short(low)}–${short(high)})`;
}

export function verdict({ pass }: Row): string {
  return pass === null ? 'stated' : pass ? 'PASS' : 'SHORT';
}
