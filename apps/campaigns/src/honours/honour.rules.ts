import type { RoundIndicator } from '@doanket/contracts';

/** Which honours an indicator counts: title, deciding level, kind of receiver (null: any). Source: handbook 4.3, 4.9. */
export const HONOUR_INDICATORS: readonly { indicator: RoundIndicator; titleCode: string; level: string | null; receiverKind: string | null }[] = [
  { indicator: 'GOODWORKER_S', titleCode: 'OUTSTANDING_WORKER', level: 'S', receiverKind: null },
  { indicator: 'GOODWORKER_CITY', titleCode: 'OUTSTANDING_WORKER', level: 'C', receiverKind: null },
  { indicator: 'INI_HONOUR_CITY', titleCode: 'CREATIVE_CAPITAL', level: 'C', receiverKind: null },
  { indicator: 'CHAIR_CITY', titleCode: 'OUTSTANDING_CHAIR', level: 'C', receiverKind: null },
  { indicator: 'TYPICAL_IND', titleCode: 'TYPICAL_EXAMPLE', level: null, receiverKind: 'INDIVIDUAL' },
  { indicator: 'TYPICAL_COL', titleCode: 'TYPICAL_EXAMPLE', level: null, receiverKind: 'COLLECTIVE' },
];

/** Which recognised initiatives an indicator counts; the three types of seeds are counted apart (handbook 1.6, trap 7). */
export const INITIATIVE_INDICATORS: readonly { indicator: string; type: string; level: string }[] = [
  { indicator: 'INI_S_INNOVATION', type: 'INNOVATION', level: 'S' },
  { indicator: 'INI_CITY_INNOVATION', type: 'INNOVATION', level: 'CITY' },
  { indicator: 'INI_S_TEACHING', type: 'TEACHING_PRACTICE', level: 'S' },
  { indicator: 'INI_CITY_TEACHING', type: 'TEACHING_PRACTICE', level: 'CITY' },
];

/** Indicators of a movement that may come from a submission where no record exists. */
export const MOVEMENT_INDICATORS: readonly string[] = [...HONOUR_INDICATORS, ...INITIATIVE_INDICATORS].map((entry) => entry.indicator);
