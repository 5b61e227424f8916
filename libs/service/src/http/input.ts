import { routeOf } from '@doanket/auth';
import type { InputOf, RouteContract } from '@doanket/contracts';
import type { FieldError } from '@doanket/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { nulPointers } from './parsers';
import { step } from './pointer';
import { RequestInvalid } from './request.errors';

const PARTS = ['params', 'query', 'body'] as const;
const MAX_ERRORS = 50;

/**
 * Everything the caller sent, parsed by the contract of the route: path parameters, query and body. Unknown fields are
 * refused. Throws RequestInvalid with a JSON pointer per fault: `/body/number`, `/query/limit`, `/params/id`.
 */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): InputOf<RouteContract> => {
  const route = routeOf(context.getHandler());
  if (route === undefined) throw new Error('@Input() without @Handle(route)');
  return parseInput(route, context.switchToHttp().getRequest<FastifyRequest>());
});

/** Parses the three parts of a request; all faults at once. The body of a `raw-in` route is passed as it came. */
export function parseInput<R extends RouteContract>(route: R, request: { params: unknown; query: unknown; body: unknown }): InputOf<R> {
  const errors: FieldError[] = [];
  const output: Record<string, unknown> = {};
  for (const part of PARTS) {
    if (part === 'body' && route.bytes === 'raw-in') {
      output[part] = request.body;
      continue;
    }
    // A body was looked through when it was parsed.
    if (part !== 'body') errors.push(...nulPointers(request[part], `/${part}`));
    const parsed = closed(route[part]).safeParse(request[part] ?? {});
    if (parsed.success) output[part] = parsed.data;
    else errors.push(...parsed.error.issues.flatMap((issue) => fieldErrors(part, issue)));
  }
  if (errors.length > 0) throw new RequestInvalid(errors.slice(0, MAX_ERRORS));
  return output as unknown as InputOf<R>;
}

/** JSON pointers of one zod issue; unknown fields get one each. */
export function fieldErrors(part: string, issue: z.core.$ZodIssue): FieldError[] {
  const pointer = [part, ...issue.path.map(String)].map(step).join('');
  if (issue.code !== 'unrecognized_keys') return [{ pointer, detail: issue.message }];
  return issue.keys.slice(0, MAX_ERRORS).map((key) => ({ pointer: `${pointer}${step(key)}`, detail: 'Unknown field' }));
}

const closedSchemas = new WeakMap<z.ZodType, z.ZodType>();

/** Contracts may be written with `z.object`; at the door the outermost object is closed in any case. */
function closed(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodObject) || schema.def.catchall !== undefined) return schema;
  const known = closedSchemas.get(schema) ?? schema.strict();
  closedSchemas.set(schema, known);
  return known;
}
