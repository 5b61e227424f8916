import { DOMAIN_SERVICES, ROUTES } from '@doanket/contracts';
import { openApiOf } from './openapi';

interface Operation { readonly operationId: string; readonly parameters: { name: string; in: string }[]; readonly responses: Record<string, unknown>; readonly 'x-access': string }

it.each(DOMAIN_SERVICES)('describes every route of %s', (service) => {
  const document = openApiOf(service, 'http://a.test') as { openapi: string; paths: Record<string, Record<string, Operation>> };
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  const routes = ROUTES.filter((route) => route.service === service);
  expect(document.openapi).toBe('3.1.0');
  expect(operations.map((operation) => operation.operationId).sort()).toEqual(routes.map((route) => `${service}.${route.name}`).sort());
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const operation of Object.values(methods)) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name);
      expect(inPath.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort());
      expect(operation.responses['default']).toBeDefined();
    }
  }
});
