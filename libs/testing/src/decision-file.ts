import type { RouteContract } from '@doanket/contracts';

type Body = Readonly<Record<string, unknown>>;
/** The parts of a zod schema that are looked at. */
interface Schema { readonly shape?: Readonly<Record<string, Schema>>; readonly options?: readonly Schema[]; readonly unwrap?: () => Schema }

/** The body with the file of its decision, where the route takes one and the body does not say: at its top, or in `decision`. */
export async function bodyWithFile(route: RouteContract, body: unknown, file: () => Promise<string | null>): Promise<unknown> {
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return body;
  const schema = route.body as unknown as Schema | undefined;
  const decision = (body as Body)['decision'];
  if (takesFile(schema) && !('fileId' in body)) return withFile(body as Body, await file());
  if (typeof decision === 'object' && decision !== null && !('fileId' in decision) && takesFile(shapesOf(schema).find((shape) => 'decision' in shape)?.['decision'])) {
    return { ...body, decision: withFile(decision as Body, await file()) };
  }
  return body;
}

const withFile = (body: Body, fileId: string | null): Body => (fileId === null ? body : { ...body, fileId });
const takesFile = (schema: Schema | undefined): boolean => shapesOf(schema).some((shape) => 'fileId' in shape);

/** Shapes of an object, or of each object of a union; what may be left out is looked through. */
function shapesOf(schema: Schema | undefined): Readonly<Record<string, Schema>>[] {
  if (schema === undefined) return [];
  if (schema.shape !== undefined) return [schema.shape];
  if (schema.options !== undefined) return schema.options.flatMap(shapesOf);
  return schema.unwrap === undefined ? [] : shapesOf(schema.unwrap());
}
