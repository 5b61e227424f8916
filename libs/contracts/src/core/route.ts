import { z } from 'zod';
import type { Permission } from '../permissions';

export const SERVICES = ['membership', 'campaigns', 'initiatives', 'welfare', 'awards', 'reports', 'gateway'] as const;
export type ServiceName = (typeof SERVICES)[number];
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call a route: a permission, anyone signed in, or anyone at all. */
export type Access = Permission | 'SIGNED_IN' | 'PUBLIC';

const nothing = z.strictObject({});
type Nothing = typeof nothing;

/**
 * One HTTP operation: shape, access and outcome. The service binds a method to it, the console calls it by it, and
 * OpenAPI, the role matrix and the fuzzer are generated from the list of all of them.
 */
export interface RouteContract<
  Params extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType,
> {
  readonly service: ServiceName;
  /** Unique inside the service; the OpenAPI operation id is `<service>.<name>`. */
  readonly name: string;
  readonly method: HttpMethod;
  /** Below `/api/<service>`, parameters as `:id`. */
  readonly path: string;
  readonly access: Access;
  readonly params: Params;
  readonly query: Query;
  /** Absent for GET; for `raw` routes the body is a byte stream. */
  readonly body: Body;
  readonly answer: Answer;
  readonly status: number;
  readonly summary: string;
  /** `raw-in`: the body is bytes (a file); `raw-out`: the answer is bytes, e.g. a PDF. */
  readonly bytes?: 'raw-in' | 'raw-out';
  /** The body comes as a form, as a browser or another server posts it. */
  readonly form?: boolean;
  /** A status besides `status` under which the same shape is answered. */
  readonly alsoStatus?: number;
}

interface RouteInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  service: ServiceName; name: string; method: HttpMethod; path: string; access: Access; summary: string;
  params?: P; query?: Q; body?: B; answer: A; status?: number; bytes?: 'raw-in' | 'raw-out';
  form?: boolean; alsoStatus?: number;
}

/** Declares a route. Status defaults to 200, for POST to 201. */
export function defineRoute<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing, A extends z.ZodType = z.ZodType>(
  input: RouteInput<P, Q, B, A>,
): RouteContract<P, Q, B, A> {
  return Object.freeze({
    ...input,
    params: input.params ?? (nothing as unknown as P),
    query: input.query ?? (nothing as unknown as Q),
    body: input.body ?? (nothing as unknown as B),
    status: input.status ?? (input.method === 'POST' ? 201 : 200),
  });
}

/** What a bound method receives: every part parsed. */
export interface InputOf<R extends RouteContract> {
  readonly params: z.output<R['params']>;
  readonly query: z.output<R['query']>;
  readonly body: z.output<R['body']>;
}

/** What a bound method answers. */
export type AnswerOf<R extends RouteContract> = z.output<R['answer']>;

/** What a caller sends. */
export interface CallOf<R extends RouteContract> {
  readonly params?: z.input<R['params']>;
  readonly query?: z.input<R['query']>;
  readonly body?: z.input<R['body']>;
}
