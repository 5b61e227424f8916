import type { InjuryAllowance } from '@doanket/contracts';

/** What a loss of ability to work, in percent, gives a right to. Source: handbook 4.8: 5 to 30 % once, from 31 % monthly (unconfirmed, kept as a rule). */
export function allowanceFor(lossPercent: number, rule: { readonly onceFrom: number; readonly monthlyFrom: number }): InjuryAllowance {
  if (lossPercent >= rule.monthlyFrom) return 'MONTHLY';
  return lossPercent >= rule.onceFrom ? 'ONCE' : 'NONE';
}
