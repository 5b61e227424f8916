import { EVENTS, PERMISSIONS, ROUTES, topicsOf } from '@doanket/contracts';
import { Parser } from '@asyncapi/parser';
import SwaggerParser from '@apidevtools/swagger-parser';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { asyncApiDocument } from '../src/docs/asyncapi';
import { type ConfigReader, envExamples, envSchemaOf, PROCESSES } from '../src/docs/env-examples';
import { generatedDocuments } from '../src/docs/generated';
import { openApiDocuments } from '../src/docs/openapi';
import { sources } from '../src/docs/problems-page';

const root = join(__dirname, '../..');
const readConfig: ConfigReader = (name) => createRequire(__filename)(join(root, 'apps', name, 'src/config.ts')) as Record<string, unknown>;

it.each([...generatedDocuments(root, readConfig)])('%s is current (run npm run docs)', (path, content) => {
  expect(existsSync(join(root, path))).toBe(true);
  expect(readFileSync(join(root, path), 'utf8')).toBe(content);
});

it.each(EVENTS.map((event) => [event.type, event] as const))('the example of %s fits its schema and its key', (_type, event) => {
  const data = event.data.strict().parse(event.example) as Record<string, unknown>;
  expect(data[event.key]).toEqual(expect.any(String));
});

it('event types carry their owner and their version, and are unique', () => {
  const types = EVENTS.map((event) => event.type);
  expect(new Set(types).size).toBe(types.length);
  for (const event of EVENTS) {
    expect(event.type).toMatch(/^[a-z]+\.[a-z0-9-]+\.v\d+$/);
    expect(event.topic.split('.')[0]).toBe(event.type.split('.')[0]);
  }
  expect(topicsOf(EVENTS).find((topic) => topic.name === 'membership.directory')?.partitions).toBe(1);
});

it('no event carries names, identifiers, health or bank data', () => {
  const forbidden = /^(fullName|personName|memberName|holderName|personalId|nationalId|socialInsuranceNo|phone|email|birthDate|bankAccount|diagnosis|address)$/;
  for (const event of EVENTS) for (const field of Object.keys(event.data.shape)) expect(`${event.type}.${field}`).not.toMatch(new RegExp(`\\.(${forbidden.source.slice(2, -2)})$`));
});

it('routes are unique, and each asks for a permission that exists', () => {
  const operations = ROUTES.map((route) => `${route.method} /${route.service}${route.path}`);
  expect(operations.filter((operation, index) => operations.indexOf(operation) !== index)).toEqual([]);
  const names = ROUTES.map((route) => `${route.service}.${route.name}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  for (const route of ROUTES) expect(['SIGNED_IN', 'PUBLIC', ...Object.keys(PERMISSIONS)]).toContain(route.access);
});

it('every permission is asked for by a route or a paper kind', () => {
  const asked = new Set<string>(ROUTES.map((route) => route.access));
  const code = ['apps', 'libs'].flatMap((folder) => [...sources(join(root, folder))]).filter((path) => !path.endsWith('permissions.ts')).map((path) => readFileSync(path, 'utf8')).join('\n');
  expect(Object.keys(PERMISSIONS).filter((permission) => !asked.has(permission) && !code.includes(`'${permission}'`))).toEqual([]);
});

it('the AsyncAPI document is accepted by its parser', async () => {
  const { diagnostics } = await new Parser().parse(JSON.stringify(asyncApiDocument()));
  expect(diagnostics.filter((diagnostic) => diagnostic.severity === 0)).toEqual([]);
});

it.each(Object.entries(openApiDocuments()))('the OpenAPI document of %s is accepted by its parser', async (_service, document) => {
  await expect(SwaggerParser.validate(structuredClone(document) as never)).resolves.toBeDefined();
});

it('every variable of every process is described, and no example holds the value of a secret', () => {
  for (const name of PROCESSES) {
    const described = Object.entries(envSchemaOf(name, readConfig).shape).filter(([, field]) => (field as { description?: string }).description === undefined).map(([variable]) => variable);
    expect([name, described]).toEqual([name, []]);
  }
  const secrets = [...envExamples(readConfig).values()].flatMap((text) => text.split('\n').filter((line) => /^(# )?[A-Z_]*(SECRET|KEY|PASSWORD|DATABASE_[A-Z_]*URL)=./.test(line)));
  expect(secrets).toEqual([]);
});
