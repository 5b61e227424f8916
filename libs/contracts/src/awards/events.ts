import type { EventContract } from '../core/event';
import { DelegateChosenV1 } from './delegate-chosen.v1';
import { TitleAwardedV1 } from './title-awarded.v1';
import { TitlePresentedV1 } from './title-presented.v1';
import { TitleRevokedV1 } from './title-revoked.v1';
import { AwardsRuleConfirmedV1 } from './rule-confirmed.v1';

/** Every event awards publishes. */
export const awardsEvents: readonly EventContract[] = [TitleAwardedV1, TitlePresentedV1, TitleRevokedV1, DelegateChosenV1, AwardsRuleConfirmedV1];
