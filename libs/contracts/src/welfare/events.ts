import type { EventContract } from '../core/event';
import { HousingApprovedV1 } from './housing-approved.v1';
import { HousingPaidV1 } from './housing-paid.v1';
import { WelfareRuleConfirmedV1 } from './rule-confirmed.v1';

/** Every event welfare publishes. */
export const welfareEvents: readonly EventContract[] = [HousingApprovedV1, HousingPaidV1, WelfareRuleConfirmedV1];
