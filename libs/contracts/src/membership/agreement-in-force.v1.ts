import { z } from 'zod';
import { defineEvent } from '../core/event';
import { AgreementKind } from './agreements.http';

/** A collective agreement is in force. `renewal`: it goes on for another one, and is counted apart from new ones by its signing day. Source: handbook CBA-01, CBA-06. */
export const AgreementInForceV1 = defineEvent({
  type: 'membership.agreement-in-force.v1',
  topic: 'membership.agreement',
  key: 'agreementId',
  summary: 'A collective agreement came into force.',
  data: z.object({
    agreementId: z.uuid(), employerId: z.uuid(), unitId: z.uuid(), kind: AgreementKind, signedOn: z.iso.date(), validFrom: z.iso.date(), validTo: z.iso.date(), renewal: z.boolean(), workersCovered: z.number().int().min(1),
  }),
  example: {
    agreementId: '01920000-0000-7000-8000-0000000000a0', employerId: '01920000-0000-7000-8000-000000000080', unitId: '01920000-0000-7000-8000-000000000004', kind: 'ENTERPRISE_AGREEMENT',
    signedOn: '2025-03-01', validFrom: '2025-03-01', validTo: '2028-02-29', renewal: false, workersCovered: 120,
  },
});
