/** @typedef {{ name: string, Name: string, stamp: number }} Names */

/** @param {Names} names */
const project = ({ name }) => `{
  "name": "${name}",
  "$schema": "../../node_modules/nx/schemas/project-schema.json",
  "projectType": "application",
  "sourceRoot": "apps/${name}/src",
  "tags": ["layer:service"],
  "targets": { "build": {}, "lint": {}, "typecheck": {}, "test": {}, "test:int": {} },
  "implicitDependencies": ["!testing"]
}
`;

/** @param {Names} names */
const main = ({ Name }) => `import { bootstrap, loadConfig } from '@doanket/service';
import { AppModule } from './app.module';
import { ${Name}Env } from './config';

void bootstrap(AppModule, loadConfig(${Name}Env));
`;

/** @param {Names} names */
const migrate = ({ name }) => `import { runServiceMigrations } from '@doanket/service';
import { migrations } from './database/migrations';

void runServiceMigrations('${name}', migrations);
`;

/** @param {Names} names */
const config = ({ name, Name }) => `import { platformEnv } from '@doanket/service';
import type { z } from 'zod';

/** The environment of ${name}: what every service needs, and nothing more. */
export const ${Name}Env = platformEnv;
export type ${Name}Config = Readonly<z.output<typeof ${Name}Env>>;
`;

/** @param {Names} names */
const appModule = ({ name }) => `import { PlatformModule } from '@doanket/service';
import { Module } from '@nestjs/common';

@Module({ imports: [PlatformModule.forRoot({ service: '${name}' })] })
export class AppModule {}
`;

/** @param {Names} names */
const migrations = ({ stamp }) => `import type { MigrationClass } from '@doanket/persistence';
import { CreatePlatformTables${stamp} } from './${stamp}-create-platform-tables';

/** In the order in which they run. */
export const migrations: readonly MigrationClass[] = [CreatePlatformTables${stamp}];
`;

const HELPERS = ['directory', 'messaging', 'audit', 'files', 'dossier', 'service'];

/** @param {Names} names */
const platformTables = ({ name }) => ({
  comment: 'What every service has: directory, outbox and inbox, audit, files, decisions and dossiers, stored answers.',
  body: `\n      ${HELPERS.map((helper) => `${helper}Migration('${name}')`).join(', ')},\n    `,
  imports: [...['audit', 'directory', 'dossier', 'files', 'messaging'].map((helper) => `import { ${helper}Migration } from '@doanket/${helper}';`), "import { sql } from '@doanket/persistence';", "import { serviceMigration } from '@doanket/service';"],
});

/** @param {string} name */
const permissions = (name) => `import { HEADS, WRITERS, type PermissionRule } from '../core/access';

export const ${name}Permissions = {
  /** Record a decision taken on paper. */
  '${name}.decision.record': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Confirm or discard the record of a paper decision that another person made. */
  '${name}.decision.confirm': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
} as const satisfies Record<string, PermissionRule>;
`;

/** @param {string} name */
const events = (name) => `import type { EventContract } from '../core/event';

/** Every event ${name} publishes. */
export const ${name}Events: readonly EventContract[] = [];
`;

/** @param {string} name */
const routes = (name) => `import type { RouteContract } from '../core/route';

/** Every HTTP operation of ${name}, beside those every service has. */
export const ${name}Routes: readonly RouteContract[] = [];
`;

/** @param {Names} names */
const test = ({ name, Name }) => `import { ROUTES } from '@doanket/contracts';
import { boundRoutes, routesWithoutAccess } from '@doanket/service';
import { createTestApp, type TestApp } from '@doanket/testing';
import { DataSource } from 'typeorm';
import { AppModule } from '../src/app.module';
import { ${Name}Env } from '../src/config';
import { migrations } from '../src/database/migrations';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp(AppModule, { service: '${name}', migrations, schema: ${Name}Env });
  await app.tree.standard();
});
afterAll(() => app.close());

it('serves every contract once and nothing without one', () => {
  expect(routesWithoutAccess(app.app)).toEqual([]);
  expect(boundRoutes(app.app).routes.filter((route) => route.access === 'PUBLIC')).toEqual([]);
});

it('is closed to whoever does not sign in', async () => {
  const reads = ROUTES.filter((route) => route.service === '${name}' && route.method === 'GET' && route.access !== 'PUBLIC');
  expect(reads.length).toBeGreaterThan(0);
  for (const route of reads) expect((await app.api.get(route.path.replaceAll(/:\\w+/g, '01920000-0000-7000-8000-000000000001'))).status).toBe(401);
});

it('answers the queue of an officer, empty at first', async () => {
  expect(await app.api.as(app.tree.officerOf('tay-ho')).get('/queue').expect(200)).toMatchObject({ items: [] });
});

it('entities and tables agree', async () => {
  const { upQueries } = await app.get(DataSource).driver.createSchemaBuilder().log();
  expect(upQueries.map((one) => one.query)).toEqual([]);
});
`;

module.exports = { project, main, migrate, config, appModule, migrations, platformTables, permissions, events, routes, test };
