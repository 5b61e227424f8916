/**
 * One Jest configuration for every server project; `--rootDir` names the project.
 * TEST_LEVEL=int runs `*.int-spec.ts` (real PostgreSQL), TEST_LEVEL=e2e `*.e2e-spec.ts` (whole stack); else the unit specs.
 */
const { join } = require('node:path');

const level = process.env.TEST_LEVEL ?? 'unit';
const pattern = { unit: '**/*.spec.ts', int: '**/*.int-spec.ts', e2e: '**/*.e2e-spec.ts' }[level];
const swc = {
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: [pattern],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  // These are published as ES modules only (engineering handbook 6.4); SWC turns them into CommonJS for Jest.
  transformIgnorePatterns: ['/node_modules/(?!(openid-client|oauth4webapi|jose|uuid|@apidevtools)/)'],
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', { ...swc, swcrc: false, configFile: false }] },
  moduleNameMapper: { '^@doanket/([a-z]+)$': join(__dirname, 'libs/$1/src/index.ts') },
  testTimeout: level === 'unit' ? 5_000 : 60_000,
  maxWorkers: level === 'unit' ? 2 : 1,
  reporters: ['default', join(__dirname, 'tools/stack/jest-reporter.cjs')].filter((r) => r === 'default' || require('node:fs').existsSync(r)),
};
