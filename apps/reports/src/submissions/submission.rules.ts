import type { SubmissionValue, ValueUnit } from '@doanket/contracts';
import { percentText, type FieldError } from '@doanket/kernel';
import { SubmissionIncomplete } from './submission.errors';

/** A value ready to be kept: rates are computed from their parts. */
export interface CompleteValue { readonly value: string; readonly numerator: string | null; readonly denominator: string | null }

const missing = (name: string): FieldError => ({ pointer: `/body/${name}`, detail: 'required' });

/**
 * Checks a submitted value against its indicator (RPT-01): a rate needs both parts and is computed from them; a percent
 * alone is a LEGACY_PERCENT and carries no parts; anything else is the value itself. An indicator that is counted over
 * records is only overridden with a reason (RPT-04). Throws SubmissionIncomplete.
 */
export function completeValue(input: SubmissionValue, indicator: { readonly valueUnit: ValueUnit; readonly counted: boolean }): CompleteValue {
  const errors: FieldError[] = [];
  const rate = indicator.valueUnit === 'PERCENT';
  if (input.valueUnit !== indicator.valueUnit && !(rate && input.valueUnit === 'LEGACY_PERCENT')) {
    errors.push({ pointer: '/body/valueUnit', detail: `expected ${indicator.valueUnit}` });
  }
  if (input.to < input.from) errors.push({ pointer: '/body/to', detail: 'lies before from' });
  if (indicator.counted && input.reason === undefined) errors.push({ pointer: '/body/reason', detail: 'records exist for this indicator; say why a value is submitted' });
  if (input.valueUnit === 'PERCENT') {
    if (input.numerator === undefined) errors.push(missing('numerator'));
    if (input.denominator === undefined) errors.push(missing('denominator'));
    if (input.denominator !== undefined && Number(input.denominator) <= 0) errors.push({ pointer: '/body/denominator', detail: 'must be above zero' });
    for (const name of ['numerator', 'denominator'] as const) {
      if (input[name] !== undefined && !/^\d+$/.test(input[name])) errors.push({ pointer: `/body/${name}`, detail: 'a whole number' });
    }
    if (input.value !== undefined) errors.push({ pointer: '/body/value', detail: 'is computed from its parts' });
  } else {
    if (input.value === undefined) errors.push(missing('value'));
    if (input.numerator !== undefined || input.denominator !== undefined) errors.push({ pointer: '/body/numerator', detail: 'only a PERCENT has parts' });
  }
  if (errors.length > 0) throw new SubmissionIncomplete('The value does not fit its indicator.', errors);
  if (input.valueUnit === 'PERCENT') {
    const parts = { numerator: Number(input.numerator), denominator: Number(input.denominator) };
    return { value: percentText(parts) ?? '0', numerator: input.numerator ?? null, denominator: input.denominator ?? null };
  }
  return { value: input.value ?? '0', numerator: null, denominator: null };
}
