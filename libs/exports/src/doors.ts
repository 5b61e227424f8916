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

/** A list behind its route, asked without HTTP. */
export interface Door {
  page(filter: Filter, part: { readonly limit: number; readonly after: string | null }, principal: Principal): Promise<ExportPage<unknown>>;
}

/**
 * The doors of this service: an export goes through the very method that answers the list, with the filter parsed by the
 * contract of the route, so that the two cannot differ in rows, rights or masking. The call context must be the principal's.
 */
export class Doors {
  constructor(private readonly modules: ModulesContainer) {}

  of(route: RouteContract): Door {
    return {
      page: async (filter, { limit, after }, principal) => {
        const { params, query } = inputOf(route, filter);
        const paged = { ...query, limit: String(limit), ...(after === null ? {} : { cursor: after }) };
        const { items, nextCursor } = await this.call(route, { params, query: paged, body: {}, headers: {}, principal });
        return { rows: items, next: nextCursor };
      },
    };
  }

  private call(route: RouteContract, request: GuardedRequest & Parts & { readonly body: object }): ReturnType<Method> {
    const { controller, name, method } = this.find(route);
    const context = { getHandler: () => method, getClass: () => controller.constructor, switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
    const notes = Object.values((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller.constructor, name) ?? {}) as Record<string, ParameterNote>);
    const values: unknown[] = [];
    for (const { index, data, factory } of notes) {
      if (factory === undefined) throw new Error(`${route.service}.${route.name} takes more than its input and the principal`);
      values[index] = factory(data, context);
    }
    return method.apply(controller, values);
  }

  private find(route: RouteContract): { controller: object; name: string; method: Method } {
    for (const module of this.modules.values()) {
      for (const { instance } of module.controllers.values()) {
        const controller = instance as object | undefined;
        const prototype = controller === undefined ? null : (Object.getPrototypeOf(controller) as object);
        if (controller === undefined || prototype === null) continue;
        for (const name of Object.getOwnPropertyNames(prototype)) {
          const method: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
          if (name !== 'constructor' && typeof method === 'function' && routeOf(method) === route) return { controller, name, method: method as Method };
        }
      }
    }
    throw new Error(`${route.service}.${route.name} is served by nobody here`);
  }
}

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
