import fc from 'fast-check';
import { addressWith, atEdge, fitting, ofWrongType, type Case, type Operation, type Schema } from './fuzz-schema';

/** The same cases in every run. */
const SEED = 20_230_501;

/** `broken` must be refused; `hopeful` fits its schema; `edge` may be either. */
export interface Cases { readonly broken: readonly Case[]; readonly hopeful: readonly Case[]; readonly edge: readonly Case[] }

/** Some cases of one operation. `codes`: units that exist and may be written to. */
export function casesOf(operation: Operation, index: number, codes: readonly string[]): Cases {
  const draw = <Value>(arbitrary: fc.Arbitrary<Value>, count: number, salt: number): Value[] => fc.sample(arbitrary, { seed: SEED + index * 31 + salt, numRuns: count });
  const object = operation.body !== null && operation.body !== 'BYTES' && operation.body.properties !== undefined ? operation.body : null;
  const body = operation.body === null ? fc.constant(undefined) : operation.body === 'BYTES' ? fc.uint8Array({ minLength: 1, maxLength: 200 }) : fitting(operation.body, codes);
  const values = fc.record(Object.fromEntries(operation.parameters.map(({ name, schema }) => [name, fitting(schema, name === 'unit' ? codes : [])])), { requiredKeys: operation.parameters.filter(({ required }) => required).map(({ name }) => name) });
  const whole = fc.record({ values, body });
  const toCase = (note: string, { values: filled, body: sent }: { values: Readonly<Record<string, unknown>>; body: unknown }): Case => ({ operation, path: addressWith(operation, filled), body: sent, note });
  const [base] = draw(whole, 1, 1);
  return {
    hopeful: draw(whole, 2, 2).map((one) => toCase('fits', one)),
    broken: [...brokenParameters(operation, base!, toCase), ...(object === null ? [] : brokenBodies(object, base!, toCase, draw))],
    edge: [...edgesOfParameters(operation, base!, toCase, draw), ...(object === null ? [] : edgesOfBody(object, base!, toCase, draw))],
  };
}

interface Filled { readonly values: Readonly<Record<string, unknown>>; readonly body: unknown }
type ToCase = (note: string, filled: Filled) => Case;
type Draw = <Value>(arbitrary: fc.Arbitrary<Value>, count: number, salt: number) => Value[];

function brokenParameters(operation: Operation, base: Filled, toCase: ToCase): Case[] {
  const cases: Case[] = [];
  for (const { name, in: where, schema, required } of operation.parameters) {
    const wrong = schema.format === 'uuid' ? 'không-phải-mã' : schema.format === 'date' ? '2025-02-30' : schema.type === 'integer' ? 'mười' : schema.enum !== undefined ? 'KHONG_CO' : schema.pattern !== undefined ? 'Không Hợp Lệ\u0001' : null;
    if (wrong !== null && (where === 'path' || cases.length < 2)) cases.push(toCase(`/${where === 'path' ? 'params' : 'query'}/${name}`, { ...base, values: { ...base.values, [name]: where === 'path' ? wrong.replace('\u0001', '') : wrong } }));
    if (where === 'query' && required === true) cases.push(toCase(`/query/${name}`, { ...base, values: Object.fromEntries(Object.entries(base.values).filter(([key]) => key !== name)) }));
  }
  const strange: Operation = { ...operation, parameters: [...operation.parameters, { name: 'truong-khong-co', in: 'query', schema: {} }] };
  // Where nothing is read of the address, nothing is refused in it.
  if (operation.method === 'GET' && operation.parameters.some((one) => one.in === 'query')) cases.push({ ...toCase('/query', base), path: addressWith(strange, { ...base.values, 'truong-khong-co': 'x' }) });
  return cases;
}

function brokenBodies(schema: Schema, base: Filled, toCase: ToCase, draw: Draw): Case[] {
  const body = base.body as Readonly<Record<string, unknown>>;
  if (Object.keys(schema.properties ?? {}).length === 0) return [];
  const cases = [toCase('/body', { ...base, body: { ...body, truongKhongCo: 1 } }), toCase('/body', { ...base, body: [body] })];
  const required = schema.required ?? [];
  if (required.length > 0) {
    const [missing] = draw(fc.constantFrom(...required), 1, 3);
    cases.push(toCase(`/body/${missing}`, { ...base, body: Object.fromEntries(Object.entries(body).filter(([name]) => name !== missing)) }));
  }
  const typed = Object.entries(schema.properties ?? {}).filter(([, one]) => ofWrongType(one) !== null);
  if (typed.length > 0) for (const [name, one] of draw(fc.constantFrom(...typed), 2, 4)) cases.push(toCase(`/body/${name}`, { ...base, body: { ...body, [name]: ofWrongType(one) } }));
  return cases;
}

function edgesOfParameters(operation: Operation, base: Filled, toCase: ToCase, draw: Draw): Case[] {
  if (operation.parameters.length === 0) return [];
  const chosen = draw(fc.constantFrom(...operation.parameters).chain(({ name, schema }) => atEdge(schema).map((value) => ({ name, value }))), 2, 5);
  return chosen.map(({ name, value }) => toCase(`edge of ${name}`, { ...base, values: { ...base.values, [name]: value === '' ? '-' : value } }));
}

function edgesOfBody(schema: Schema, base: Filled, toCase: ToCase, draw: Draw): Case[] {
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return [];
  const chosen = draw(fc.constantFrom(...fields).chain(([name, one]) => atEdge(one).map((value) => ({ name, value }))), 3, 6);
  return chosen.map(({ name, value }) => toCase(`edge of ${name}`, { ...base, body: { ...(base.body as object), [name]: value } }));
}
