import { routeOf } from '@doanket/auth';
import { ROUTES, type RouteContract } from '@doanket/contracts';
import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { PLATFORM, type PlatformIdentity } from './platform/runtime';

const METHOD_METADATA = 'method';

/** Contracts the controllers of an application are bound to, and bound methods without one (`Controller.method`). */
export function boundRoutes(app: INestApplicationContext): { routes: RouteContract[]; loose: string[] } {
  const routes: RouteContract[] = [];
  const loose: string[] = [];
  for (const module of app.get(ModulesContainer, { strict: false }).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      for (const [name, method] of methodsOf(metatype.prototype as object)) {
        if (Reflect.getMetadata(METHOD_METADATA, method) === undefined) continue;
        const route = routeOf(method);
        if (route === undefined) loose.push(`${metatype.name}.${name}`);
        else routes.push(route);
      }
    }
  }
  return { routes, loose };
}

/**
 * What is wrong with the routes of a service: methods without a contract (so without access), contracts nobody serves,
 * contracts of another service, and contracts bound twice. A test expects none.
 */
export function routesWithoutAccess(app: INestApplicationContext, contracts: readonly RouteContract[] = ROUTES): string[] {
  const { service } = app.get<PlatformIdentity>(PLATFORM, { strict: false });
  const { routes, loose } = boundRoutes(app);
  const bound = new Set(routes.map((route) => route.name));
  return [
    ...loose.map((name) => `${name} has no contract`),
    ...routes.filter((route) => route.service !== service).map((route) => `${route.service}.${route.name} is bound in ${service}`),
    ...routes.filter((route, at) => routes.findIndex((other) => other.name === route.name) !== at).map((route) => `${route.name} is bound twice`),
    ...routes.filter((route) => !contracts.includes(route)).map((route) => `${route.name} is not in the list of routes`),
    ...contracts.filter((route) => route.service === service && !bound.has(route.name)).map((route) => `${route.name} is served by nobody`),
  ];
}

function methodsOf(prototype: object): [string, Function][] {
  return Object.getOwnPropertyNames(prototype).flatMap((name): [string, Function][] => {
    const value: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
    return name !== 'constructor' && typeof value === 'function' ? [[name, value]] : [];
  });
}
