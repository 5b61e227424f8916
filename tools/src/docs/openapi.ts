import { ROUTES, SERVICES, type ServiceName } from '@doanket/contracts';
import { openApiOf } from '@doanket/service';

/** The OpenAPI 3.1 document of each service, by its name. */
export function openApiDocuments(): Record<ServiceName, unknown> {
  return Object.fromEntries(SERVICES.filter((service) => ROUTES.some((route) => route.service === service)).map((service) => [service, openApiOf(service, 'http://localhost:4000')])) as Record<ServiceName, unknown>;
}
