import { ROUTE_METADATA } from '@doanket/auth';
import type { RouteContract } from '@doanket/contracts';
import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** Binds a method to a route contract: method, path, status and who may call it. */
export function Handle(route: RouteContract): MethodDecorator {
  return applyDecorators(
    RequestMapping({ path: route.path, method: RequestMethod[route.method] }),
    HttpCode(route.status),
    SetMetadata(ROUTE_METADATA, route),
    RouteConfig({ contract: route }),
  );
}

/** The contract of the route this request goes to, null for unknown paths and the routes of the platform. */
export function contractOf(request: FastifyRequest): RouteContract | null {
  return (request.routeOptions.config as { contract?: RouteContract } | undefined)?.contract ?? null;
}
