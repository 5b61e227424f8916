import { z } from 'zod';
import { defineRoute } from '../core/route';
import { pageOf, PageQuery } from '../core/shapes';
import { PartnerClientId } from './partners.http';

/** NONE: no address given. PARKED: the address did not answer for too long; nothing is sent until it is given again. */
export const WEBHOOK_STATES = ['NONE', 'ACTIVE', 'PARKED'] as const;
export const NOTICE_STATES = ['WAITING', 'DELIVERED', 'UNSENT'] as const;

export const IntegrationView = z.object({
  clientId: z.string(), /** What the partner is called. */ name: z.string(), webhookUrl: z.string().nullable(), webhookState: z.enum(WEBHOOK_STATES), webhookKeyId: z.string().nullable(), failures: z.number().int(), parkedAt: z.iso.datetime().nullable(),
  hasSigningKey: z.boolean(), /** Number of the newest notice. */ lastSequence: z.number().int(), version: z.number().int(),
});
export type IntegrationView = z.infer<typeof IntegrationView>;

/** A notice as it is sent: `sequence` counts the notices to one partner from 1 on, without gaps. */
export const PartnerNotice = z.object({
  sequence: z.number().int(), type: z.literal('exchange.finished'), createdAt: z.iso.datetime(), subjectId: z.uuid(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type PartnerNotice = z.infer<typeof PartnerNotice>;
export const NoticeView = PartnerNotice.extend({ state: z.enum(NOTICE_STATES), attempts: z.number().int(), nextAt: z.iso.datetime().nullable(), deliveredAt: z.iso.datetime().nullable(), lastStatus: z.number().int().nullable(), lastFailure: z.string().nullable() });
export type NoticeView = z.infer<typeof NoticeView>;

const I = { service: 'membership', access: 'membership.partner.integrate', params: z.strictObject({ clientId: PartnerClientId }) } as const;

export const getIntegration = defineRoute({ ...I, name: 'getIntegration', method: 'GET', path: '/partners/:clientId/integration', answer: IntegrationView, summary: 'Webhook and signing key of a partner system; a partner reads its own.' });
export const setWebhook = defineRoute({
  ...I, name: 'setWebhook', method: 'PUT', path: '/partners/:clientId/webhook', body: z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(500).nullable() }),
  answer: IntegrationView.extend({ secret: z.string().nullable() }),
  summary: 'Says where notices go; null for nowhere. Makes a new secret for their signatures and shows it this once. A parked address begins again.',
});
export const setSigningKey = defineRoute({
  ...I, name: 'setSigningKey', method: 'PUT', path: '/partners/:clientId/signing-key', body: z.strictObject({ publicKey: z.string().min(1).max(4_000).nullable() }), answer: IntegrationView,
  summary: 'Leaves the public key (PEM, Ed25519 or RSA) by which signatures of files are checked.',
});
export const listNotices = defineRoute({
  ...I, name: 'listNotices', method: 'GET', path: '/partners/:clientId/notices', query: PageQuery.extend({ after: z.coerce.number().int().min(0).default(0) }),
  answer: pageOf(NoticeView), summary: 'Notices after a number, in order: what a webhook would have brought, and what became of it.',
});
export const replayNotices = defineRoute({
  ...I, name: 'replayNotices', method: 'POST', path: '/partners/:clientId/replay', status: 200, body: z.strictObject({ fromSequence: z.number().int().min(1) }), answer: z.object({ replayed: z.number().int() }),
  summary: 'Sends all notices from a number on once more, in order.',
});

export const integrationRoutes = [getIntegration, setWebhook, setSigningKey, listNotices, replayNotices];
