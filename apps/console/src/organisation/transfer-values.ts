/** Unions that are here are named by code; those that come in are described. Both are `units` of one body. */
export function transferBody(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { known, units, ...rest } = body as { known?: readonly string[]; units?: readonly unknown[] };
  return { ...rest, units: known === undefined ? (units ?? []) : known.map((unitCode) => ({ unitCode })) };
}
