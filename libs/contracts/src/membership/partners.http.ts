import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, pageOf, PageQuery, text } from '../core/shapes';

/** Starts with `partner-`, so that partners can be told from our own clients. */
export const PartnerClientId = z.string().regex(/^partner-[a-z0-9]+(-[a-z0-9]+)*$/).max(80);

export const PartnerView = z.object({ id: z.uuid(), clientId: z.string(), name: z.string(), unitCode: Code, scopes: z.array(z.string()), state: z.enum(['OPENING', 'OPEN']) });
export type PartnerView = z.infer<typeof PartnerView>;

const S = { service: 'membership', access: 'membership.partner.open' } as const;

export const openPartner = defineRoute({
  ...S, name: 'openPartner', method: 'POST', path: '/partners', answer: PartnerView,
  summary: 'Admits a partner system for the unit acted as. Its scopes are names of permissions that partners may hold. The secret comes from `renewPartnerSecret`.',
  body: z.strictObject({ clientId: PartnerClientId, name: text(200), scopes: z.array(z.string().max(100)).min(1).max(30) }),
});
export const renewPartnerSecret = defineRoute({
  ...S, name: 'renewPartnerSecret', method: 'PUT', path: '/partners/:clientId/secret', params: z.strictObject({ clientId: PartnerClientId }),
  answer: z.object({ clientId: z.string(), clientSecret: z.string() }),
  summary: 'Makes a new secret and shows it this once; the old one ends. A PUT, because answers of POST are kept for repetition and a secret must not be.',
});
export const listPartners = defineRoute({
  ...S, name: 'listPartners', method: 'GET', path: '/partners', query: PageQuery, answer: pageOf(PartnerView), summary: 'Partner systems of the unit acted as.',
});

export const partnerRoutes = [openPartner, renewPartnerSecret, listPartners];
