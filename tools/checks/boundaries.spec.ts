import { ESLint } from 'eslint';
import { join } from 'node:path';

const root = join(__dirname, '../..');
// The configuration is passed by hand: ESLint would load it with a dynamic import(), which ordinary Jest refuses.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const overrideConfig = require('../../eslint.config.cjs') as NonNullable<ESLint.Options['overrideConfig']>;
const withoutTypes = { languageOptions: { parserOptions: { projectService: false } }, rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/switch-exhaustiveness-check': 'off', '@typescript-eslint/no-unused-vars': 'off' } };
const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [...(overrideConfig as never[]), withoutTypes as never] });

/** Each rule has one line that must be refused, with its reason, and one that must pass. */
const cases: [path: string, code: string, refusedBecause: string | null][] = [
  ['libs/kernel/src/p.ts', "import { Injectable } from '@nestjs/common'; export { Injectable };", 'layer:kernel'],
  ['libs/kernel/src/p.ts', "import { v7 } from 'uuid'; export { v7 };", null],
  ['libs/contracts/src/p.ts', "import { DataSource } from 'typeorm'; export { DataSource };", 'layer:contracts'],
  ['libs/contracts/src/p.ts', "import { addDays } from '@doanket/kernel'; export { addDays };", null],
  ['libs/contracts/src/p.ts', "import { Transactions } from '@doanket/persistence'; export { Transactions };", 'layer:contracts'],
  ['libs/persistence/src/p.ts', "import { createTestApp } from '@doanket/testing'; export { createTestApp };", 'for tests only'],
  ['libs/messaging/src/p.ts', "import { Kafka } from 'kafkajs'; export { Kafka };", null],
  ['apps/welfare/src/p.ts', "import { Kafka } from 'kafkajs'; export { Kafka };", 'layer:service'],
  ['apps/welfare/src/p.ts', "import { Client } from 'pg'; export { Client };", 'layer:service'],
  ['apps/gateway/src/p.ts', "import { DataSource } from 'typeorm'; export { DataSource };", 'layer:edge'],
  ['apps/gateway/src/p.ts', "import { Transactions } from '@doanket/persistence'; export { Transactions };", null],
  ['apps/console/src/p.ts', "import { Injectable } from '@nestjs/common'; export { Injectable };", 'layer:web'],
  ['apps/console/src/p.ts', "import { Transactions } from '@doanket/persistence'; export { Transactions };", 'layer:web'],
  ['apps/console/src/p.ts', "import { ROUTES } from '@doanket/contracts'; export { ROUTES };", null],
  ['apps/welfare/src/p.ts', "import { SemVer } from 'semver'; export { SemVer };", 'Transitive or unresolvable'],
  ['apps/welfare/src/p.ts', "import { z } from 'zod'; export { z };", null],
  ['apps/welfare/src/p.ts', "import { aMember } from '@doanket/testing'; export { aMember };", 'for tests only'],
  ['apps/welfare/test/p.ts', "import { aMember } from '@doanket/testing'; export { aMember };", null],
  ['apps/welfare/src/claims/claim.rules.ts', "import { DataSource } from 'typeorm'; export { DataSource };", 'Rules are pure'],
  ['apps/welfare/src/claims/claim.rules.ts', "import { shareOfVnd } from '@doanket/kernel'; export { shareOfVnd };", null],
  ['apps/welfare/src/claims/claim.rules.ts', "import { RuleBook } from '@doanket/rules'; export { RuleBook };", 'Rules are pure'],
  ['apps/welfare/src/claims/claims.service.ts', "import { RuleBook } from '@doanket/rules'; export { RuleBook };", null],
  ['apps/console/src/p.ts', "import { RuleBook } from '@doanket/rules'; export { RuleBook };", 'layer:web'],
  ['libs/rules/src/p.ts', "import { createTestApp } from '@doanket/testing'; export { createTestApp };", 'for tests only'],
  ['libs/rules/src/p.ts', "import { Dossiers } from '@doanket/dossier'; export { Dossiers };", null],
  ['apps/awards/src/p.ts', "import { sheetOf } from '@doanket/exports'; export { sheetOf };", null],
  ['apps/console/src/p.ts', "import { sheetOf } from '@doanket/exports'; export { sheetOf };", 'layer:web'],
  ['libs/exports/src/p.ts', "import { createTestApp } from '@doanket/testing'; export { createTestApp };", 'for tests only'],
  ['libs/service/src/p.ts', "import { sheetOf } from '@doanket/exports'; export { sheetOf };", 'Circular dependency'],
  ['libs/dossier/src/p.ts', "import { RuleBook } from '@doanket/rules'; export { RuleBook };", 'Circular dependency'],
  ['apps/welfare/src/claims/claim.entity.ts', "import { Injectable } from '@nestjs/common'; export { Injectable };", 'Entities hold columns'],
  ['apps/welfare/src/claims/claim.entity.ts', "import { Column } from 'typeorm'; export { Column };", null],
  ['apps/welfare/src/claims/claim.errors.ts', "import { HttpException } from '@nestjs/common'; export { HttpException };", 'Errors name failures'],
  ['apps/welfare/src/claims/claim.errors.ts', "import { DomainError } from '@doanket/kernel'; export { DomainError };", null],
  ['apps/welfare/src/claims/claims.service.ts', "import { DataSource } from 'typeorm'; export { DataSource };", 'only way to the database is Tx'],
  ['apps/welfare/src/claims/claims.service.ts', "import { Transactions } from '@doanket/persistence'; export { Transactions };", null],
  ['apps/welfare/src/claims/claims.controller.ts', "import { Claim } from './claim.entity'; export { Claim };", 'Doors translate'],
  ['apps/welfare/src/claims/claims.controller.ts', "import { MessagePattern } from '@nestjs/microservices'; export { MessagePattern };", 'Questions go over HTTP'],
  ['apps/welfare/src/claims/claims.controller.ts', "import { Controller } from '@nestjs/common'; export { Controller };", null],
  ['apps/welfare/src/claims/claims.service.ts', 'export const at = new Date();', 'Time comes from Clock'],
  ['apps/welfare/src/claims/claims.service.ts', "export const at = new Date('2025-01-01T00:00:00Z');", null],
  ['apps/welfare/src/claims/claims.service.ts', 'export const url = process.env.URL;', 'read the environment'],
  ['apps/welfare/src/config.ts', 'export const url = process.env.URL;', null],
];

it.each(cases)('%s : %s', async (path, code, refusedBecause) => {
  const [result] = await eslint.lintText(code, { filePath: join(root, path) });
  const errors = result?.messages.map((message) => message.message).join('\n') ?? 'no result';
  expect(errors).toEqual(refusedBecause === null ? '' : expect.stringContaining(refusedBecause));
});
