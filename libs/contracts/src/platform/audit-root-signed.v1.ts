import { z } from 'zod';
import { SERVICES } from '../core/route';
import { defineEvent } from '../core/event';

/**
 * The state of a service's audit chain at an instant, signed (Ed25519) outside of its database: whoever rewrites rows and
 * seals together is found by it. `signature` is over `[service, n, h, at]` as JSON.
 * Source: engineering handbook 7.6.
 */
export const AuditRootSignedV1 = defineEvent({
  type: 'platform.audit-root-signed.v1',
  topic: 'platform.audit-root',
  key: 'service',
  summary: 'A service signed the state of its audit chain',
  data: z.object({
    service: z.enum(SERVICES),
    /** Number of the newest seal. */
    n: z.string().regex(/^\d+$/),
    /** Its hash, SHA-256. */
    h: z.string().regex(/^[0-9a-f]{64}$/),
    at: z.iso.datetime(),
    signature: z.base64(),
    /** SubjectPublicKeyInfo (DER) of the key that signed. */
    publicKey: z.base64(),
  }),
  example: {
    service: 'awards', n: '17', h: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae', at: '2025-10-01T02:00:00.000Z',
    signature: 'mmxb8/vF+3j8jdPZ+kbUX4t/VBi/63e7fEpfk8BBDDtWxHcq/k9iQw5kuvIU2aV/9auDBZ8pk+A7xv/U0kJ7CQ==',
    publicKey: 'MCowBQYDK2VwAyEAVHo8uj8arOyUPJWW3T3bGLlE7JyYF/EHC/iOe/t7av4=',
  },
});
