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

it('describes a form as a form, a redirect by its address, and a refusal with a body of its own', () => {
  const { paths } = openApiOf('gateway', 'http://a.test') as { paths: Record<string, Record<string, { requestBody?: { content: object }; responses: Record<string, { content?: object; headers?: object }> }>> };
  expect(Object.keys(paths['/auth/backchannel-logout']?.['post']?.requestBody?.content ?? {})).toEqual(['application/x-www-form-urlencoded']);
  expect(paths['/auth/login']?.['get']?.responses['303']).toEqual(expect.objectContaining({ headers: { location: expect.anything() as unknown } }));
  expect(paths['/auth/login']?.['get']?.responses['303']).not.toHaveProperty('content');
  expect(Object.keys(paths['/health/ready']?.['get']?.responses ?? {}).sort()).toEqual(['200', '503', 'default']);
});
