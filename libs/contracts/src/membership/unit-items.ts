import { z } from 'zod';
import { Code, DayText, text } from '../core/shapes';
import { EnterpriseCode } from './employer.shapes';
import { Bloc, UnitType } from './unit.shapes';

const Territories = z.array(text(120)).max(60);

/** UNIT_FOUNDED: a unit exists from `validFrom` on (left out: the day of the decision). Source: handbook ORG-01. */
export const UnitFoundedItem = z.strictObject({
  /** Public and for ever, lower-case words joined by hyphens. */
  code: Code,
  type: UnitType,
  name: text(300),
  parentCode: Code,
  state: z.enum(['PROPOSED', 'PROVISIONAL', 'ACTIVE']).default('ACTIVE'),
  bloc: Bloc.nullable().default(null),
  territories: Territories.default([]),
  validFrom: DayText.optional(),
});
export type UnitFoundedItem = z.output<typeof UnitFoundedItem>;

/** UNIT_ADVANCED: from proposed to provisional or active, from provisional to active. */
export const UnitAdvancedItem = z.strictObject({ unitCode: Code, state: z.enum(['PROVISIONAL', 'ACTIVE']), validFrom: DayText.optional() });
export type UnitAdvancedItem = z.output<typeof UnitAdvancedItem>;

/** UNIT_RENAMED. */
export const UnitRenamedItem = z.strictObject({ unitCode: Code, name: text(300), validFrom: DayText.optional() });
export type UnitRenamedItem = z.output<typeof UnitRenamedItem>;

/** UNIT_RECLASSIFIED: bloc and areas as they are from then on. */
export const UnitReclassifiedItem = z.strictObject({ unitCode: Code, bloc: Bloc.nullable(), territories: Territories, validFrom: DayText.optional() });
export type UnitReclassifiedItem = z.output<typeof UnitReclassifiedItem>;

/** UNIT_MOVED: the unit and all below it hang on another parent. */
export const UnitMovedItem = z.strictObject({ unitCode: Code, parentCode: Code, validFrom: DayText.optional() });
export type UnitMovedItem = z.output<typeof UnitMovedItem>;

/**
 * One unit that ends in a reorganisation. What hangs on it goes to `childrenTo`, else to its successor, else to the city
 * above it. Source: handbook ORG-05.
 */
export const UnitEndingItem = z.strictObject({
  unitCode: Code,
  state: z.enum(['ENDED', 'MERGED', 'TRANSFERRED_OUT']).default('ENDED'),
  successorCode: Code.optional(),
  childrenTo: Code.optional(),
});
export type UnitEndingItem = z.output<typeof UnitEndingItem>;

/** UNITS_ENDED: one decision, one last day, many units. Posts of these units end the same day. */
export const UnitsEndedItem = z.strictObject({ /** Last day of the units. */ lastDay: DayText, units: z.array(UnitEndingItem).min(1).max(1000) });
export type UnitsEndedItem = z.output<typeof UnitsEndedItem>;

/** An employer that a new union covers from its first day on; `shared`: the old union goes on covering it too. */
export const SplitEmployer = z.strictObject({ enterpriseCode: EnterpriseCode, shared: z.boolean().default(false) });

/** A union that a split founds, and who goes there: members named one by one, else by the department or group they are in. */
export const UnitSplitPart = z.strictObject({
  /** Public and for ever, as for every unit. */
  code: Code,
  name: text(300),
  /** Left out: beside the old union, under the same parent. */
  parentCode: Code.optional(),
  state: z.enum(['PROVISIONAL', 'ACTIVE']).default('ACTIVE'),
  /** Left out: as the old union. */
  bloc: Bloc.optional(),
  employers: z.array(SplitEmployer).max(50).default([]),
  /** Departments and groups of the old union that go along with everybody in them; the nearest one named counts. */
  groupCodes: z.array(Code).max(200).default([]),
  /** Members who go here whatever group they are in. */
  memberIds: z.array(z.uuid()).max(5_000).default([]),
});
export type UnitSplitPart = z.output<typeof UnitSplitPart>;

/**
 * UNIT_SPLIT: a grassroots union is split. `successorCode`, one of the new unions: the old one ends the day before and that
 * one takes over what is open; then every member goes somewhere. Left out: the old one goes on with the rest. Source: handbook ORG-05.
 */
export const UnitSplitItem = z.strictObject({
  unitCode: Code,
  /** First day of the new unions. */
  effectiveOn: DayText,
  successorCode: Code.optional(),
  parts: z.array(UnitSplitPart).min(1).max(20),
});
export type UnitSplitItem = z.output<typeof UnitSplitItem>;
