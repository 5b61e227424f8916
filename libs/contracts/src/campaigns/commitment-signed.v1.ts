import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, Level } from '../core/shapes';
import { DomainCode } from './emulation.shapes';

/** A member signed the emulation commitment and registered the titles it aims at (CMP-11). */
export const CommitmentSignedV1 = defineEvent({
  type: 'campaigns.commitment-signed.v1',
  topic: 'campaigns.cluster',
  key: 'clusterId',
  summary: 'A member of a cluster signed the commitment.',
  data: z.object({
    clusterId: z.uuid(),
    clusterCode: Code,
    signatureId: z.uuid(),
    /** The member. */
    unitId: z.uuid(),
    level: Level,
    signedOn: DayText,
    titleCodes: z.array(DomainCode),
    /** Set with the last signature: the cluster is committed from this day on. */
    committedOn: DayText.nullable(),
  }),
  example: {
    clusterId: '01920000-0000-7000-8000-000000000106', clusterCode: 'ha-noi-2019-cum-2',
    signatureId: '01920000-0000-7000-8000-000000000124', unitId: '01920000-0000-7000-8000-000000000122', level: 'S', signedOn: '2019-03-14',
    titleCodes: ['EMULATION_FLAG_CITY'], committedOn: null,
  },
});
