import { type GuardedRequest, type Principal, routeOf } from '@doanket/auth';
import type { RouteContract } from '@doanket/contracts';
import { parseInput, RequestInvalid } from '@doanket/service';
import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import type { ModulesContainer } from '@nestjs/core';
import type { ExportPage } from './export-list';

type Filter = Readonly<Record<string, string>>;
const PAGING: ReadonlySet<string> = new Set(['limit', 'cursor']);
/** What a parameter decorator of Nest leaves behind. */
interface ParameterNote { readonly index: number; readonly data: unknown; readonly factory?: (data: unknown, context: ExecutionContext) => unknown }
interface Parts { readonly params: Filter; readonly query: Filter }
type Method = (...values: unknown[]) => Promise<{ readonly items: readonly unknown[]; readonly nextCursor: string | null }>;
interface Bound { readonly controller: object; readonly method: Method; readonly notes: readonly ParameterNote[] }

/** A list behind its route, asked without HTTP. */
export interface Door {
  /** The filter as path and query of the route. Throws RequestInvalid, which points to where the caller wrote it. */
  parse(filter: Filter): Parts;
  /** `limit` may be more than the route gives a caller at once: the same method, the same keyset, fewer calls. */
  page(parts: Parts, part: { readonly limit: number; readonly after: string | null }, principal: Principal): Promise<ExportPage<unknown>>;
}

/**
 * The doors of this service: an export goes through the very method that answers the list, with the filter parsed by the
 * contract of the route, so that the two cannot differ in rows, rights or masking. The call context must be the principal's.
 */
export class Doors {
  constructor(private readonly modules: ModulesContainer) {}

  /** Who serves the route is looked up when it is first asked: by then all modules are there. */
  of(route: RouteContract): Door {
    let bound: Bound | undefined;
    return {
      parse: (filter) => inputOf(route, filter),
      page: async ({ params, query }, { limit, after }, principal) => {
        bound ??= this.find(route);
        const paged = { ...query, ...(after === null ? {} : { cursor: after }) };
        const { items, nextCursor } = await call(route, bound, limit, { params, query: paged, body: {}, headers: {}, principal });
        return { rows: items, next: nextCursor };
      },
    };
  }

  private find(route: RouteContract): Bound {
    for (const module of this.modules.values()) {
      for (const { instance } of module.controllers.values()) {
        const controller = instance as object | undefined;
        const prototype = controller === undefined ? null : (Object.getPrototypeOf(controller) as object);
        if (controller === undefined || prototype === null) continue;
        for (const name of Object.getOwnPropertyNames(prototype)) {
          const method: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
          if (name !== 'constructor' && typeof method === 'function' && routeOf(method) === route) return { controller, method: method as Method, notes: notesOf(controller, name) };
        }
      }
    }
    throw new Error(`${route.service}.${route.name} is served by nobody here`);
  }
}

const notesOf = (controller: object, name: string): readonly ParameterNote[] =>
  Object.values((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller.constructor, name) ?? {}) as Record<string, ParameterNote>);

async function call(route: RouteContract, { controller, method, notes }: Bound, limit: number, request: GuardedRequest & Parts & { readonly body: object }): ReturnType<Method> {
  const context = { getHandler: () => method, getClass: () => controller.constructor, switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
  const values: unknown[] = [];
  for (const { index, data, factory } of notes) {
    if (factory === undefined) throw new Error(`${route.service}.${route.name} takes more than its input and the principal`);
    const value = factory(data, context);
    values[index] = isInput(value) ? { ...value, query: { ...value.query, limit } } : value;
  }
  return method.apply(controller, values);
}

/** What `@Input()` made of the request; its limit is the caller's, which an export is not. */
const isInput = (value: unknown): value is { readonly query: object } => typeof value === 'object' && value !== null && 'query' in value;

/** The filter as path and query of the route; what is wrong is shown where the caller wrote it. */
function inputOf(route: RouteContract, filter: Filter): Parts {
  const paging = Object.keys(filter).filter((name) => PAGING.has(name));
  if (paging.length > 0) throw new RequestInvalid(paging.map((name) => ({ pointer: `/body/filter/${name}`, detail: 'Unknown field' })));
  const ofPath = new Set(Object.keys((route.params as unknown as { shape: object }).shape));
  const part = (inPath: boolean): Filter => Object.fromEntries(Object.entries(filter).filter(([name]) => ofPath.has(name) === inPath));
  const parts = { params: part(true), query: part(false) };
  try {
    parseInput(route, { ...parts, body: {} });
    return parts;
  } catch (error) {
    if (error instanceof RequestInvalid) throw new RequestInvalid(error.errors.map(({ pointer, detail }) => ({ pointer: pointer.replace(/^\/(query|params)/, '/body/filter'), detail })));
    throw error;
  }
}
