import { CSRF_HEADER, gatewayPlainRoutes, ROUTES, type RouteContract, type ServiceName } from '@doanket/contracts';
import { z } from 'zod';

type Json = Record<string, unknown>;

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' },
    instance: { type: 'string' }, traceId: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', required: ['pointer', 'detail'], properties: { pointer: { type: 'string' }, detail: { type: 'string' } } } },
  },
};
/** The gateway's own routes know browsers' sessions only. */
const SESSION: Json = { type: 'apiKey', in: 'cookie', name: 'sid', description: 'Browser session, made by GET /auth/login; `__Host-sid` where there is TLS.' };
const CSRF: Json = { name: CSRF_HEADER, in: 'header', required: true, description: 'The csrfToken of GET /auth/me.', schema: { type: 'string' } };
const documents = new Map<string, Json>();

/** OpenAPI 3.1 of one service, generated from its route contracts; the same for the life of the process. */
export function openApiOf(service: ServiceName, baseUrl: string, routes: readonly RouteContract[] = ROUTES): Json {
  const key = `${service} ${baseUrl}`;
  const known = routes === ROUTES ? documents.get(key) : undefined;
  if (known !== undefined) return known;
  const document = describe(service, baseUrl, [...routes, ...gatewayPlainRoutes].filter((route) => route.service === service));
  if (routes === ROUTES) documents.set(key, document);
  return document;
}

function describe(service: ServiceName, baseUrl: string, routes: readonly RouteContract[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = pathOf(route);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: `Đoàn Kết: ${service}`, version: '1' },
    servers: [{ url: baseUrl.replace(/\/+$/, '') }],
    security: service === 'gateway' ? [{ session: [] }] : [{ accessToken: [] }],
    paths,
    components: {
      securitySchemes: service === 'gateway' ? { session: SESSION } : { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM },
      responses: { Problem: { description: 'Refused: RFC 9457.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
    },
  };
}

/** The path as OpenAPI writes it; the gateway's routes have no prefix. */
function pathOf(route: RouteContract): string {
  const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
  return route.service === 'gateway' ? path : `/api/${route.service}${path}`;
}

function operationOf(route: RouteContract): Json {
  return {
    operationId: `${route.service}.${route.name}`,
    summary: route.summary,
    tags: [route.service],
    'x-access': route.access,
    ...(route.access === 'PUBLIC' ? { security: [] } : {}),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...headersOf(route)],
    ...requestBodyOf(route),
    responses: { [String(route.status)]: answerOf(route), ...(route.alsoStatus === undefined ? {} : { [String(route.alsoStatus)]: answerOf(route) }), default: { $ref: '#/components/responses/Problem' } },
  };
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    name, in: place, required: place === 'path' || required.includes(name), schema: property,
  }));
}

function headersOf(route: RouteContract): Json[] {
  if (route.access === 'PUBLIC') return [];
  if (route.service === 'gateway') return route.method === 'GET' ? [] : [CSRF];
  const acting = { name: 'x-acting-post', in: 'header', required: false, description: 'The post acted as, where several are held.', schema: { type: 'string' } };
  if (route.method !== 'POST') return [acting];
  return [acting, {
    name: 'Idempotency-Key', in: 'header', required: true, description: 'The same key and request get the same answer for seven days.',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
  }];
}

function requestBodyOf(route: RouteContract): Json {
  if (route.bytes === 'raw-in') return { requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } };
  if (route.method === 'GET' || route.method === 'DELETE') return {};
  const schema = schemaOf(route.body, 'input');
  return { requestBody: { required: !route.body.safeParse({}).success, content: { [route.form === true ? 'application/x-www-form-urlencoded' : 'application/json']: { schema } } } };
}

function answerOf(route: RouteContract): Json {
  if (route.bytes === 'raw-out') return { description: route.summary, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
  if (route.status === 204) return { description: route.summary };
  if (route.status >= 300 && route.status < 400) return { description: route.summary, headers: { location: { required: true, schema: { type: 'string' } } } };
  return { description: route.summary, content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
