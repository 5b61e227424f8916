import { z } from 'zod';
import { defineRoute, type ServiceName } from '../core/route';
import { pageOf, PageQuery } from '../core/shapes';

export const AuditView = z.object({
  seq: z.string(), at: z.iso.datetime(), actor: z.string(), personId: z.uuid().nullable(), postId: z.uuid().nullable(), actingUnitId: z.uuid().nullable(), action: z.string(), objectType: z.string(), objectId: z.string(),
  unitId: z.uuid().nullable(), before: z.record(z.string(), z.unknown()).nullable(), after: z.record(z.string(), z.unknown()).nullable(), why: z.string().nullable(), traceId: z.string().nullable(), sealed: z.boolean(),
});
export type AuditView = z.infer<typeof AuditView>;

/** The first row that is altered, missing or unsealed for too long; null when the chain holds. */
export const AuditVerification = z.object({ intact: z.boolean(), checked: z.number().int(), firstFault: z.object({ seq: z.string(), fault: z.enum(['ALTERED', 'MISSING', 'UNSEALED']) }).nullable() });
export type AuditVerification = z.infer<typeof AuditVerification>;

/** The audit trail of one service, readable for the inspection committee (OPS-04). */
export function auditRoutesOf(service: ServiceName) {
  return {
    listAudit: defineRoute({
      service, access: 'platform.audit.read', name: 'listAudit', method: 'GET', path: '/system/audit', summary: 'Who did what, as which post, newest first.',
      query: PageQuery.extend({ objectType: z.string().max(60).optional(), objectId: z.string().max(100).optional(), personId: z.uuid().optional(), action: z.string().max(100).optional() }), answer: pageOf(AuditView),
    }),
    verifyAudit: defineRoute({ service, access: 'platform.audit.verify', name: 'verifyAudit', method: 'POST', path: '/system/audit/verification', status: 200, summary: 'Checks the chain of seals and names the first row that does not hold.', answer: AuditVerification }),
  };
}
