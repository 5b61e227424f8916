import type { EventContract } from '../core/event';
import { AdoptionAskedV1 } from './adoption-asked.v1';
import { ClusterFormedV1 } from './cluster-formed.v1';
import { ClusterSurveyedV1 } from './cluster-surveyed.v1';
import { CommitmentSignedV1 } from './commitment-signed.v1';
import { ContestClosedV1 } from './contest-closed.v1';
import { ContestEnteredV1 } from './contest-entered.v1';
import { ContestHeldV1 } from './contest-held.v1';
import { ContestPrizeAwardedV1 } from './contest-prize-awarded.v1';
import { MovementClosedV1 } from './movement-closed.v1';
import { MovementOpenedV1 } from './movement-opened.v1';
import { PetitionReceivedV1 } from './petition-received.v1';
import { PetitionResolvedV1 } from './petition-resolved.v1';
import { PetitionSettledV1 } from './petition-settled.v1';
import { PlanAdoptedV1 } from './plan-adopted.v1';
import { PlanIssuedV1 } from './plan-issued.v1';
import { PlaqueAttachedV1 } from './plaque-attached.v1';
import { RoundClosedV1 } from './round-closed.v1';
import { RoundLaunchedV1 } from './round-launched.v1';
import { RoundPlannedV1 } from './round-planned.v1';
import { RoundReviewedV1 } from './round-reviewed.v1';
import { RoundSummarisedV1 } from './round-summarised.v1';
import { TargetSetV1 } from './target-set.v1';
import { WorkRegisteredV1 } from './work-registered.v1';
import { WorkVerifiedV1 } from './work-verified.v1';

/** Every event campaigns publishes. */
export const campaignsEvents: readonly EventContract[] = [
  AdoptionAskedV1, ClusterFormedV1, ClusterSurveyedV1, CommitmentSignedV1, ContestClosedV1, ContestEnteredV1, ContestHeldV1,
  ContestPrizeAwardedV1, MovementClosedV1, MovementOpenedV1, PetitionReceivedV1, PetitionResolvedV1, PetitionSettledV1,
  PlanAdoptedV1, PlanIssuedV1, PlaqueAttachedV1, RoundClosedV1, RoundLaunchedV1, RoundPlannedV1, RoundReviewedV1, RoundSummarisedV1,
  TargetSetV1, WorkRegisteredV1, WorkVerifiedV1,
];
