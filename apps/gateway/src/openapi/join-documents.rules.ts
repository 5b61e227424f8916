/** An OpenAPI document, or a part of one. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export interface JsonObject { readonly [key: string]: Json }

/** The document of one service; null when the service does not answer. */
export interface ServiceDocument { readonly service: string; readonly document: JsonObject | null }

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);

/** What a caller through the gateway shows: the session cookie, with the CSRF token on changes, or a partner's token. */
export const SECURITY_SCHEMES: JsonObject = {
  session: { type: 'apiKey', in: 'cookie', name: 'sid', description: 'Browser session, made by GET /auth/login. Changes also need the header x-csrf-token with the csrfToken of GET /auth/me.' },
  partner: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Access token of a partner, by client credentials.' },
};

/**
 * One OpenAPI 3.1 document out of those of the services. Components are renamed `<service>.<name>`, so that two services
 * may use one name; operations keep their ids and get the service as tag; whose operations need a token say so by
 * the gateway's schemes (its own routes know sessions only). Services that did not answer are named in `info.description`.
 */
export function joinDocuments(documents: readonly ServiceDocument[], place: { serverUrl: string; version: string }): JsonObject {
  const paths: Record<string, Json> = {};
  const components: Record<string, Record<string, Json>> = {};
  const missing = documents.filter((one) => one.document === null).map((one) => one.service);
  for (const { service, document } of documents) {
    if (document === null) continue;
    const prefix = prefixOf(document);
    for (const [path, item] of Object.entries(objectOf(document['paths']))) paths[prefix + path] = operationsOf(objectOf(renamed(item, service)), service);
    for (const [section, entries] of Object.entries(objectOf(document['components']))) {
      if (section === 'securitySchemes') continue;
      for (const [name, entry] of Object.entries(objectOf(entries))) (components[section] ??= {})[`${service}.${name}`] = renamed(entry, service);
    }
  }
  const said = missing.length === 0 ? 'All services answered.' : `These services did not answer, their operations are missing: ${missing.join(', ')}.`;
  return {
    openapi: '3.1.0',
    info: { title: 'Đoàn Kết', version: place.version, description: `Every operation of the product, as the gateway offers it. ${said}` },
    servers: [{ url: place.serverUrl }],
    tags: documents.filter((one) => one.document !== null).map((one) => ({ name: one.service })),
    paths,
    components: { ...components, securitySchemes: SECURITY_SCHEMES },
  };
}

/** A service may write its paths below a server address of its own. */
function prefixOf(document: JsonObject): string {
  const servers = document['servers'];
  const url = Array.isArray(servers) ? objectOf(servers[0] as Json)['url'] : undefined;
  if (typeof url !== 'string') return '';
  const path = url.replace(/^https?:\/\/[^/]+/, '').replace(/\/$/, '');
  return Object.keys(objectOf(document['paths'])).every((known) => known.startsWith('/api/')) ? '' : path;
}

function operationsOf(item: JsonObject, service: string): JsonObject {
  return Object.fromEntries(Object.entries(item).map(([method, operation]) => {
    if (!METHODS.has(method)) return [method, operation];
    const own = objectOf(operation);
    const isOpen = Array.isArray(own['security']) && own['security'].length === 0;
    return [method, { ...own, tags: [service], security: isOpen ? [] : [{ session: [] }, ...(service === 'gateway' ? [] : [{ partner: [] }])] }];
  }));
}

function renamed(value: Json, service: string): Json {
  if (Array.isArray(value)) return value.map((one: Json) => renamed(one, service));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, inner]) => [
    key, key === '$ref' && typeof inner === 'string' ? inner.replace(/^#\/components\/([^/]+)\//, `#/components/$1/${service}.`) : renamed(inner, service),
  ]));
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
