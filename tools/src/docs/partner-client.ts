import { exchangeRoutes, integrationRoutes, PERMISSIONS, type PermissionRule } from '@doanket/contracts';
import { openApiDocuments } from './openapi';

interface Schema {
  readonly type?: string | readonly string[]; readonly enum?: readonly unknown[]; readonly const?: unknown; readonly anyOf?: readonly Schema[]; readonly oneOf?: readonly Schema[]; readonly allOf?: readonly Schema[];
  readonly items?: Schema; readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[]; readonly additionalProperties?: Schema | boolean; readonly description?: string; readonly format?: string;
}
interface Parameter { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema }
interface Operation {
  readonly operationId: string; readonly summary: string; readonly parameters: readonly Parameter[]; readonly 'x-access': string;
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>;
}
interface Document { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }

const OFFERED = new Set([...exchangeRoutes, ...integrationRoutes].map((route) => `${route.service}.${route.name}`));

/** The client a partner starts from: one method per operation that partners may call, from the OpenAPI document of membership. */
export function partnerClient(): string {
  const { paths } = openApiDocuments().membership as Document;
  const methods = Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations).filter(([, operation]) => isOffered(operation)).map(([method, operation]) => methodOf(path, method.toUpperCase(), operation)));
  return `${HEAD}\n${methods.join('\n\n')}\n}\n`;
}

function isOffered(operation: Operation): boolean {
  const rule = (PERMISSIONS as Readonly<Record<string, PermissionRule>>)[operation['x-access']];
  return OFFERED.has(operation.operationId) && rule?.realmRoles?.includes('partner') === true;
}

function methodOf(path: string, method: string, operation: Operation): string {
  const name = operation.operationId.split('.')[1] ?? '';
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query');
  const [mediaType, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [null, undefined];
  const answer = Object.entries(operation.responses).find(([status]) => status !== 'default')?.[1].content ?? {};
  const bytesOut = 'application/octet-stream' in answer;
  const bytesIn = mediaType === 'application/octet-stream';
  // A POST without a body of its own carries no argument.
  const takesBody = body !== undefined && (bytesIn || Object.keys(body.schema.properties ?? {}).length > 0);
  const parameters = [
    ...inPath.map((parameter) => `${parameter.name}: ${typeOf(parameter.schema)}`),
    ...(takesBody ? [`body: ${bytesIn ? 'Uint8Array' : typeOf(body.schema)}`] : []),
    ...(inQuery.length > 0 ? [`query: { ${inQuery.map((parameter) => `${parameter.name}?: ${typeOf(parameter.schema)}`).join('; ')} } = {}`] : []),
    ...(method === 'POST' ? ['idempotencyKey: string = randomUUID()'] : []),
  ];
  const url = `\`${path.replace(/\{(\w+)\}/g, (_, parameter: string) => `\${encodeURIComponent(String(${parameter}))}`)}\``;
  const options = [takesBody ? 'body' : null, inQuery.length > 0 ? 'query' : null, method === 'POST' ? 'idempotencyKey' : null].filter((option) => option !== null).join(', ');
  const type = bytesOut ? 'Uint8Array' : typeOf(answer['application/json']?.schema ?? {});
  return `  /** ${operation.summary} */\n  ${name}(${parameters.join(', ')}): Promise<${type}> {\n    return this.${bytesOut ? 'bytes' : 'json'}('${method}', ${url}, { ${options} })${bytesOut ? '' : ` as Promise<${type}>`};\n  }`;
}

/** A JSON schema as a TypeScript type. */
export function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const union = schema.anyOf ?? schema.oneOf;
  if (union !== undefined) return [...new Set(union.map(typeOf))].join(' | ');
  if (schema.allOf !== undefined) return schema.allOf.map((part) => `(${typeOf(part)})`).join(' & ');
  if (Array.isArray(schema.type)) return [...new Set((schema.type as readonly string[]).map((type) => typeOf({ ...schema, type })))].join(' | ');
  switch (schema.type) {
    case 'string': return 'string';
    case 'integer': case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'null': return 'null';
    case 'array': return `(${typeOf(schema.items ?? {})})[]`;
    case 'object': return objectOf(schema);
    default: return 'unknown';
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(([name, property]) => `${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(property)}`);
  if (fields.length > 0) return `{ ${fields.join('; ')} }`;
  return typeof additionalProperties === 'object' ? `Record<string, ${typeOf(additionalProperties)}>` : 'Record<string, unknown>';
}

const HEAD = `// Generated from docs/openapi/membership.json by \`npm run docs\`; do not edit.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** What the API refuses with: RFC 9457. */
export interface Problem { type: string; title: string; status: number; detail?: string; traceId?: string; errors?: { pointer: string; detail: string }[] }

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(\`\${problem.status} \${problem.title}: \${problem.detail ?? ''}\`);
  }
}

export interface ClientSettings {
  /** E.g. \`https://doanket.example.vn\`. */
  apiUrl: string;
  /** Token endpoint of the realm. */
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
}

/** Checks a notice of a webhook: signature and age. \`rawBody\`: the bytes as they came. Refuse sequences you have seen. */
export function isNoticeAuthentic(secret: string, headers: { timestamp: string; signature: string }, rawBody: string, now: Date, toleranceSeconds = 300): boolean {
  if (Math.abs(now.getTime() / 1000 - Number(headers.timestamp)) > toleranceSeconds) return false;
  const expected = Buffer.from(\`v1=\${createHmac('sha256', secret).update(\`\${headers.timestamp}.\${rawBody}\`).digest('hex')}\`);
  const actual = Buffer.from(headers.signature);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

interface CallOptions { body?: unknown; query?: Record<string, unknown>; idempotencyKey?: string }

const TRIES = 5;

/** Calls the API as a partner: client credentials, one retry key per POST, waits and tries again on 429 and 503. */
export class DoanKetClient {
  private token: { value: string; until: number } | null = null;

  constructor(private readonly settings: ClientSettings) {}

  private async accessToken(): Promise<string> {
    if (this.token !== null && Date.now() < this.token.until) return this.token.value;
    const { tokenUrl, clientId, clientSecret } = this.settings;
    const answer = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }) });
    if (!answer.ok) throw new Error(\`No token: \${answer.status}\`);
    const { access_token: value, expires_in: seconds } = (await answer.json()) as { access_token: string; expires_in: number };
    this.token = { value, until: Date.now() + Math.max(seconds - 30, 5) * 1000 };
    return value;
  }

  private async call(method: string, path: string, { body, query, idempotencyKey }: CallOptions): Promise<Response> {
    const url = new URL(this.settings.apiUrl + path);
    for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value));
    for (let tried = 1; ; tried += 1) {
      const headers: Record<string, string> = { authorization: \`Bearer \${await this.accessToken()}\` };
      if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
      const isBytes = body instanceof Uint8Array;
      if (body !== undefined) headers['content-type'] = isBytes ? 'application/octet-stream' : 'application/json';
      const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }) });
      if (answer.ok) return answer;
      if (tried < TRIES && (answer.status === 429 || answer.status === 503)) {
        await new Promise((resolve) => setTimeout(resolve, Number(answer.headers.get('retry-after') ?? tried) * 1000));
        continue;
      }
      throw new ProblemError((await answer.json()) as Problem);
    }
  }

  private async json(method: string, path: string, options: CallOptions): Promise<unknown> {
    return (await this.call(method, path, options)).json();
  }

  private async bytes(method: string, path: string, options: CallOptions): Promise<Uint8Array> {
    return new Uint8Array(await (await this.call(method, path, options)).arrayBuffer());
  }
`;
