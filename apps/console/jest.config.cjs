/** Component tests: React in jsdom. `*.spec.ts(x)` beside the code. */
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../..');
const reporter = join(root, 'tools/stack/jest-reporter.cjs');

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'jest-environment-jsdom',
  testEnvironmentOptions: { url: 'https://doanket.test/', customExportConditions: ['node', 'require', 'default'] },
  testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}'],
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
  moduleNameMapper: {
    '^@doanket/([a-z]+)$': join(root, 'libs/$1/src/index.ts'),
    '\\.css$': '<rootDir>/test/css.cjs',
    '^(.*\\.json)\\?pages$': '$1',
  },
  transform: {
    '^.+\\.(t|j|mj)sx?$': ['@swc/jest', {
      swcrc: false, configFile: false, sourceMaps: 'inline', module: { type: 'commonjs' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
    }],
  },
  // Published as ES modules in part; SWC turns them into CommonJS for Jest.
  transformIgnorePatterns: ['/node_modules/(?!(@ant-design/(colors|fast-color|icons-svg))/)'],
  testTimeout: 20_000,
  maxWorkers: 2,
  reporters: existsSync(reporter) ? ['default', reporter] : ['default'],
};
