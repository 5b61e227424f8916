import fc from 'fast-check';

/** The part of JSON Schema 2020-12 that the generated documents use. */
export interface Schema {
  readonly type?: string; readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[]; readonly items?: Schema; readonly enum?: readonly unknown[]; readonly const?: unknown;
  readonly anyOf?: readonly Schema[]; readonly oneOf?: readonly Schema[]; readonly pattern?: string; readonly format?: string; readonly additionalProperties?: unknown;
  readonly minLength?: number; readonly maxLength?: number; readonly minimum?: number; readonly maximum?: number; readonly minItems?: number; readonly maxItems?: number;
}
export interface Parameter { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }
export interface Operation {
  readonly id: string; readonly service: string; readonly method: string; readonly path: string; readonly parameters: readonly Parameter[];
  /** Null where none is taken; `BYTES` for a file. */
  readonly body: Schema | 'BYTES' | null;
}
export interface Case { readonly operation: Operation; readonly path: string; readonly body: unknown; readonly note: string }

interface Document { readonly paths: Record<string, Record<string, { operationId: string; parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } }>> }

/** Every operation of an OpenAPI document. */
export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]): Operation => ({
    id: operationId, service: operationId.split('.')[0] ?? '', method: method.toUpperCase(), path, parameters: parameters.filter((one) => one.in !== 'header'),
    body: requestBody === undefined ? null : requestBody.content['application/json']?.schema ?? 'BYTES',
  })));
}

const HOSTILE_TEXT = [
  'Nguyễn Thị Ánh'.normalize('NFD'), '\u0000', 'a\u0000b', '\ud800', '\u202Eđảo', '👩‍🏭'.repeat(20), 'ế'.normalize('NFD').repeat(3_000), 'x'.repeat(60_000), ' ', '', '\t\n', "'; drop table unit; --", '${7*7}{{7*7}}', '../../etc/passwd', '%00', '<script>', '-1', '1e999', 'NaN', 'null',
];
const BAD_DAYS = ['2025-02-30', '0000-00-00', '9999-12-31', '0001-01-01', '-000001-01-01', '2025-13-01', '2025-1-1', '2025-01-01T00:00:00Z', '+275760-09-13'];
const HOSTILE_NUMBERS = [-1, 0, -0.5, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 1e-7];

/** Something that fits the schema. `codes`: codes of units that exist, to come further than the first look-up. */
export function fitting(schema: Schema, codes: readonly string[] = [], depth = 0): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => fitting(one, codes, depth)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object': return objectOf(schema, codes, depth);
    case 'array': return fc.array(fitting(schema.items ?? {}, codes, depth + 1), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 2, (schema.minItems ?? 0) + 2) });
    case 'integer': return fc.integer({ min: Math.max(schema.minimum ?? 0, -1_000_000), max: Math.min(schema.maximum ?? 1_000_000, 1_000_000) });
    case 'number': return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000, noNaN: true });
    case 'boolean': return fc.boolean();
    case 'null': return fc.constant(null);
    case 'string': return textOf(schema, codes);
    default: return fc.constantFrom('x', 1, null, {});
  }
}

function objectOf(schema: Schema, codes: readonly string[], depth: number): fc.Arbitrary<unknown> {
  const required = [...schema.required ?? []];
  const model = Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => depth < 4 || required.includes(name)).map(([name, one]) => [name, fitting(one, /unitCode|issuerCode/i.test(name) ? codes : [], depth + 1)]));
  return fc.record(model, { requiredKeys: required.filter((name) => name in model) });
}

function textOf(schema: Schema, codes: readonly string[]): fc.Arbitrary<string> {
  if (codes.length > 0) return fc.constantFrom(...codes);
  if (schema.format === 'date') return fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(Date.UTC(1990, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
  if (schema.format === 'uuid') return fc.uuid({ version: 7 });
  if (schema.format === 'date-time') return fc.constant('2026-01-01T00:00:00.000Z');
  const max = schema.maxLength ?? 40;
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern)).filter((text) => text.length <= (schema.maxLength ?? Infinity) && text.length >= (schema.minLength ?? 0));
  return fc.string({ unit: 'grapheme', minLength: schema.minLength ?? 0, maxLength: Math.min(max, (schema.minLength ?? 0) + 40) }).map((text) => (schema.minLength ? `ĐK ${text}`.slice(0, max) : text));
}

/** A value at an edge of the schema or beyond, which may fit or not. */
export function atEdge(schema: Schema): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'integer': case 'number': return fc.constantFrom<unknown>(schema.minimum ?? 0, schema.maximum ?? 0, (schema.minimum ?? 0) - 1, (schema.maximum ?? 0) + 1, ...HOSTILE_NUMBERS);
    case 'string': return schema.format === 'date' ? fc.constantFrom(...BAD_DAYS) : fc.constantFrom('x'.repeat(schema.maxLength ?? 1), 'x'.repeat((schema.maxLength ?? 0) + 1), ...HOSTILE_TEXT);
    case 'array': return fc.constantFrom<unknown>([], Array.from({ length: Math.min((schema.maxItems ?? 0) + 1, 1_001) }, () => 'x'));
    default: return fc.constantFrom<unknown>(...HOSTILE_TEXT);
  }
}

/** A value of another type; null where the schema has none that is surely wrong. */
export function ofWrongType(schema: Schema): unknown {
  switch (schema.type) {
    case 'string': return { text: 1 };
    case 'integer': case 'number': return 'mười';
    case 'boolean': return 'có';
    case 'array': return { 0: 'x' };
    case 'object': return ['x'];
    default: return schema.enum !== undefined || schema.const !== undefined ? { khong: 'co' } : null;
  }
}

/** An address of the operation with path and query filled in. */
export function addressWith(operation: Operation, values: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  let { path } = operation;
  for (const { name, in: where } of operation.parameters) {
    const value = values[name];
    if (where === 'path') path = path.replace(`{${name}}`, encodeURIComponent(wellFormed(String(value))));
    else if (value !== undefined) query.set(name, wellFormed(String(value)));
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** Half a character cannot be written in an address, nor more than a server reads of one. */
const wellFormed = (text: string): string => Buffer.from(text.slice(0, 1_000)).toString();
