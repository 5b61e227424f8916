import type { EventContract } from '../core/event';
import { InitiativeRecognisedV1 } from './initiative-recognised.v1';
import { ProgrammeEnteredV1 } from './programme-entered.v1';
import { StaffCountedV1 } from './staff-counted.v1';
import { InitiativesRuleConfirmedV1 } from './rule-confirmed.v1';

/** Every event initiatives publishes. */
export const initiativesEvents: readonly EventContract[] = [InitiativeRecognisedV1, ProgrammeEnteredV1, StaffCountedV1, InitiativesRuleConfirmedV1];
