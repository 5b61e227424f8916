import { z } from 'zod';
import { defineRoute, type RouteContract, SERVICES } from '../core/route';

/** Whether a process takes work, and what it lacks if it does not. */
const Readiness = z.object({
  ready: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ready: z.boolean(), reason: z.string().nullable() })),
});

/** An OpenAPI 3.1 document, of which no more is promised than its version. */
const OpenApiDocument = z.looseObject({ openapi: z.literal('3.1.0') });

export const getLiveness = defineRoute({
  service: 'gateway', name: 'getLiveness', method: 'GET', path: '/health/live', access: 'PUBLIC', answer: z.object({ status: z.literal('live') }),
  summary: 'The gateway runs',
});

export const getReadiness = defineRoute({
  service: 'gateway', name: 'getReadiness', method: 'GET', path: '/health/ready', access: 'PUBLIC', answer: Readiness, alsoStatus: 503,
  summary: 'Whether the gateway takes work, and what it lacks if it does not',
});

export const getOpenApi = defineRoute({
  service: 'gateway', name: 'getOpenApi', method: 'GET', path: '/api/openapi.json', access: 'PUBLIC', answer: OpenApiDocument,
  summary: 'This description: every operation of the product',
});

export const getServiceOpenApi = defineRoute({
  service: 'gateway', name: 'getServiceOpenApi', method: 'GET', path: '/api/:service/openapi.json', access: 'PUBLIC',
  params: z.strictObject({ service: z.enum(SERVICES).exclude(['gateway']) }), answer: OpenApiDocument,
  summary: 'The description of one service, as the service gives it',
});

/**
 * What the public door answers besides the routes that controllers are bound to: plain routes of the platform, open to
 * anyone. They are described with the others; roles and forms do not concern them.
 */
export const gatewayPlainRoutes: readonly RouteContract[] = [getLiveness, getReadiness, getOpenApi, getServiceOpenApi];
