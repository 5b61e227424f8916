import { z } from 'zod';
import { Code, DayText } from '../core/shapes';

/** Number of a congress and of the term it opens, in Roman numerals as the field writes it: `XVIII`. Source: handbook ORG-08. */
export const TermNumber = z.string().regex(/^(C{1,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})|(XC|XL|LX{0,3}|X{1,3})(IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})$/).max(12);

/** Everybody meets, or delegates do. */
export const CONGRESS_KINDS = ['ALL_MEMBERS', 'DELEGATES'] as const;
export const CongressKind = z.enum(CONGRESS_KINDS);
export type CongressKind = z.infer<typeof CongressKind>;

const Persons = z.number().int().min(0).max(10_000_000);

/** CONGRESS_HELD: a congress that took place, and the term it opened. Source: handbook ORG-08. */
export const CongressHeldItem = z.strictObject({
  unitCode: Code,
  number: TermNumber,
  congressKind: CongressKind,
  heldFrom: DayText,
  heldTo: DayText,
  /** Left out where nobody told it: it is then unknown, not zero. */
  memberCount: Persons.optional(),
  delegateCount: Persons.optional(),
  /** First day of the new term; left out: the last day of the congress. */
  termFrom: DayText.optional(),
  plannedEndYear: z.number().int().min(1930).max(2200),
});
export type CongressHeldItem = z.output<typeof CongressHeldItem>;
