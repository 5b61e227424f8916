import type { EventContract } from '../core/event';
import { SubmissionAcceptedV1 } from './submission-accepted.v1';

/** Every event reports publishes. */
export const reportsEvents: readonly EventContract[] = [SubmissionAcceptedV1];
