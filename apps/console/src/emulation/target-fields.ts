import { BLOCS, COMPARATORS, type TargetView } from '@doanket/contracts';
import type { TFunction } from 'i18next';
import { findIndicators } from '../api/lookups';
import { codeOptions } from '../patterns/code/code-text';
import { codeFrom, type FormField, type Values } from '../patterns/form/record-fields';

/** Units in which a target can be set. */
const TARGET_UNITS = ['COUNT', 'PERSON', 'PERCENT', 'VND'] as const;
const MEASURED = ['C', 'S', 'G'] as const;

/** `Tỷ lệ sáng kiến` → `TY_LE_SANG_KIEN`, the code a target keeps from level to level. */
export const domainCodeFrom = (text: string): string => codeFrom(text).toUpperCase().replaceAll('-', '_').replace(/^[^A-Z]+/, '').slice(0, 60);

/** One measurable target, as a line of a plan, a round or a movement (CMP-07). */
export function targetLines(t: TFunction): FormField<'targets'> {
  return {
    kind: 'lines', name: 'targets', label: t('rounds.targets'), hint: t('targets.hint'), add: t('targets.add'), line: (n) => t('targets.line', { n }), max: 50,
    of: [
      { kind: 'text', name: 'title', label: t('targets.title'), required: true, maxLength: 300 },
      { kind: 'lookup', name: 'numeratorIndicator', label: t('targets.numerator'), required: true, of: 'indicators', find: findIndicators, atOnce: true },
      { kind: 'choice', name: 'valueUnit', label: t('reports.valueUnit'), required: true, options: codeOptions(TARGET_UNITS) },
      { kind: 'lookup', name: 'denominatorIndicator', label: t('targets.denominator'), hint: t('targets.denominatorHint'), of: 'indicators', find: findIndicators, atOnce: true, when: (line) => line['valueUnit'] === 'PERCENT' },
      { kind: 'choice', name: 'comparator', label: t('targets.comparator'), required: true, options: codeOptions(COMPARATORS) },
      { kind: 'decimal', as: 'text', name: 'threshold', label: t('rounds.threshold'), required: true },
      { kind: 'choice', name: 'calculatedAt', label: t('targets.level'), required: true, options: MEASURED.map((value) => ({ value, label: t(`level.${value}`) })) },
      { kind: 'day', name: 'dueOn', label: t('rounds.due') },
      { kind: 'text', name: 'code', label: t('targets.code'), required: true, maxLength: 60, hint: t('targets.codeHint'), suggest: (line) => domainCodeFrom(String(line['title'] ?? '')) },
      { kind: 'text', name: 'programmeCode', label: t('targets.programme'), maxLength: 60, hint: t('targets.programmeHint') },
      { kind: 'check', name: 'distinctPersons', label: t('targets.persons') },
      { kind: 'choices', name: 'blocs', label: t('plans.blocs'), hint: t('plans.blocsHint'), options: codeOptions(BLOCS) },
    ],
  };
}

/** A target that stands already, as the form holds it. */
export function targetValues(target: TargetView, nameOf: (indicator: string) => string): Values {
  const indicator = (code: string | null) => (code === null ? null : { value: code, label: nameOf(code) });
  return {
    title: target.title, code: target.code, numeratorIndicator: indicator(target.numeratorIndicator), denominatorIndicator: indicator(target.denominatorIndicator), comparator: target.comparator,
    threshold: target.threshold.replace('.', ','), valueUnit: target.valueUnit, calculatedAt: target.calculatedAt, dueOn: target.dueOn, distinctPersons: target.distinctPersons, blocs: target.blocs,
    programmeCode: target.programmeCode ?? '',
  };
}

/** A period whose last day may not come before its first. */
export function periodFields<First extends string, Last extends string>(t: TFunction, first: First, last: Last, required: boolean): FormField<First | Last>[] {
  return [
    { kind: 'day', name: first, label: t('reports.from'), required },
    { kind: 'day', name: last, label: t('reports.to'), required, check: (day, values) => (typeof day === 'string' && typeof values[first] === 'string' && day < (values[first] as string) ? t('form.endsBeforeStart') : null) },
  ];
}
