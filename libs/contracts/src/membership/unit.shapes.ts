import { z } from 'zod';
import type { Level as LevelCode } from '../core/shapes';

/** Types of union organisations. Source: handbook ORG-01. `G_MEMBER` is a grassroots union inside a larger one. */
export const UNIT_TYPES = ['N', 'C', 'S_DISTRICT', 'S_SECTOR', 'S_CORPORATION', 'S_ZONE', 'S_WARD', 'G', 'G_MEMBER', 'D', 'T'] as const;
export const UnitType = z.enum(UNIT_TYPES);
export type UnitType = z.infer<typeof UnitType>;

/** States of a unit on a day. Source: handbook ORG-01. The last three are final. */
export const UNIT_STATES = ['PROPOSED', 'PROVISIONAL', 'ACTIVE', 'ENDED', 'MERGED', 'TRANSFERRED_OUT'] as const;
export const UnitState = z.enum(UNIT_STATES);
export type UnitState = z.infer<typeof UnitState>;

/** States in which a unit works. */
export const LIVE_UNIT_STATES = ['PROVISIONAL', 'ACTIVE'] as const satisfies readonly UnitState[];
/** States in which a unit has come to its end. */
export const FINAL_UNIT_STATES = ['ENDED', 'MERGED', 'TRANSFERRED_OUT'] as const satisfies readonly UnitState[];

/** Blocs of employers. Source: handbook ORG-15. Null for unions above the grassroots. */
export const BLOCS = [
  'ENTERPRISE_STATE', 'ENTERPRISE_NONSTATE', 'FDI', 'ADMINISTRATIVE', 'PUBLIC_SERVICE_FULL_BUDGET', 'PUBLIC_SERVICE', 'EDUCATION', 'OTHER',
] as const;
export const Bloc = z.enum(BLOCS);
export type Bloc = z.infer<typeof Bloc>;

/** The level of each type; rules and rights speak of levels. */
export const LEVEL_OF_TYPE = {
  N: 'N', C: 'C', S_DISTRICT: 'S', S_SECTOR: 'S', S_CORPORATION: 'S', S_ZONE: 'S', S_WARD: 'S', G: 'G', G_MEMBER: 'G', D: 'D', T: 'T',
} as const satisfies Record<UnitType, LevelCode>;
