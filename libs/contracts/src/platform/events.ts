import type { EventContract } from '../core/event';
import { AuditRootSignedV1 } from './audit-root-signed.v1';

/** Every event that all services publish alike. */
export const platformEvents: readonly EventContract[] = [AuditRootSignedV1];
