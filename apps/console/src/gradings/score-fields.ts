import { GRADING_GROUPS, type GradingScores } from '@doanket/contracts';
import type { TFunction } from 'i18next';
import { plainNumber, type FormField, type Values } from '../patterns/form/record-fields';
import { numberText } from '../patterns/format/format';

type ScoreName = `scores.${(typeof GRADING_GROUPS)[number]}`;

/** One field per group of the sheet, with its maximum where the sheet is known. */
export function scoreFields(t: TFunction, maxima: GradingScores | null): FormField<ScoreName>[] {
  return GRADING_GROUPS.map((group) => ({
    kind: 'decimal', as: 'number', name: `scores.${group}` as const, label: t(`gradings.group_${group}`), required: true,
    ...(maxima === null ? {} : { hint: t('gradings.atMost', { most: numberText(maxima[group]) }) }),
    check: (value: unknown) => faultOf(t, value, maxima?.[group] ?? 100),
  }));
}

/** What is wrong with points as they are typed: not a number, not whole or half, above the maximum. */
export function faultOf(t: TFunction, value: unknown, most: number): string | null {
  const typed = String(value ?? '').trim();
  if (typed === '') return null;
  const points = Number(plainNumber(typed));
  if (Number.isNaN(points) || points < 0 || (points * 2) % 1 !== 0) return t('gradings.halves');
  return points > most ? t('gradings.atMost', { most: numberText(most) }) : null;
}

/** Values of a form that starts from scores. */
export function valuesOf(scores: GradingScores): Values {
  return Object.fromEntries(GRADING_GROUPS.map((group) => [`scores.${group}`, numberText(scores[group])]));
}
