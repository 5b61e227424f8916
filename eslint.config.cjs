const nx = require('@nx/eslint-plugin');
const tseslint = require('typescript-eslint');

/** npm packages that only the server may load; the console talks HTTP. */
const SERVER_PACKAGES = ['@nestjs/*', 'typeorm', 'kafkajs', 'pg', 'pg-copy-streams', 'keycloak-connect', 'openid-client', 'fastify', 'pino'];
const PURE = ['@nestjs/*', 'typeorm', 'kafkajs', 'pg', 'fastify'];
const PLATFORM = ['layer:kernel', 'layer:contracts', 'layer:platform'];

/** One row per tag of docs/STYLE.md. */
const depConstraints = [
  { sourceTag: 'layer:kernel', onlyDependOnLibsWithTags: ['layer:kernel'], bannedExternalImports: PURE },
  { sourceTag: 'layer:contracts', onlyDependOnLibsWithTags: ['layer:kernel', 'layer:contracts'], bannedExternalImports: PURE },
  { sourceTag: 'layer:platform', onlyDependOnLibsWithTags: PLATFORM },
  { sourceTag: 'layer:testing', onlyDependOnLibsWithTags: [...PLATFORM, 'layer:testing'] },
  { sourceTag: 'layer:service', onlyDependOnLibsWithTags: [...PLATFORM, 'layer:testing'], bannedExternalImports: ['kafkajs', 'pg', 'pg-copy-streams'] },
  { sourceTag: 'layer:edge', onlyDependOnLibsWithTags: [...PLATFORM, 'layer:testing'], bannedExternalImports: ['kafkajs', 'pg', 'typeorm'] },
  { sourceTag: 'layer:web', onlyDependOnLibsWithTags: ['layer:kernel', 'layer:contracts'], bannedExternalImports: SERVER_PACKAGES },
  { sourceTag: 'layer:outside', onlyDependOnLibsWithTags: ['*'] },
];

const TESTS = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.int-spec.ts', '**/*.e2e-spec.ts', '**/test/**'];
const testingLibrary = { group: ['@doanket/testing'], message: 'The testing library is for tests only.' };
const environment = [{ object: 'process', property: 'env', message: 'Only config.ts, main.ts and migrate.ts read the environment; everything else takes it from the parsed configuration.' }];
const time = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes from Clock.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time comes from Clock.' },
];
const restricted = (...patterns) => ['error', { patterns: [testingLibrary, ...patterns] }];

module.exports = tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/test-results/**', '.data/**', '.nx/**', '**/*.cjs', '**/*.mjs', '**/*.js', '**/vite.config.ts', 'tools/generators/files/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommended],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints, enforceBuildableLibDependency: false, banTransitiveDependencies: true, allow: [] }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-unsafe-function-type': 'off',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      'no-restricted-imports': restricted(),
    },
  },
  {
    files: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
    ignores: [...TESTS, 'apps/*/src/config.ts', 'apps/*/src/main.ts', 'apps/*/src/migrate.ts', 'libs/testing/**', 'libs/kernel/**', 'libs/service/src/config/**', 'libs/service/src/config.ts', 'apps/console/**', 'apps/e2e/**'],
    rules: { 'no-restricted-properties': ['error', ...environment], 'no-restricted-syntax': ['error', ...time] },
  },
  {
    files: ['apps/*/src/**/*.rules.ts', 'apps/*/src/**/*.dossier.ts'],
    rules: { 'no-restricted-imports': restricted({ regex: '^(?!@doanket/(kernel|contracts|dossier)$|\\./[^/]*\\.(rules|errors)$|zod$).*', message: 'Rules are pure: kernel, contracts, their own rules and errors; no framework, no database, no clock.' }) },
  },
  {
    files: ['apps/*/src/**/*.entity.ts'],
    rules: { 'no-restricted-imports': restricted({ regex: '^(?!@doanket/(kernel|contracts|persistence)$|\\.{1,2}/.*\\.(rules|errors|entity)$|typeorm$).*', message: 'Entities hold columns and rules: kernel, contracts, typeorm, other entities, rules and errors.' }) },
  },
  {
    files: ['apps/*/src/**/*.errors.ts'],
    rules: { 'no-restricted-imports': restricted({ regex: '^(?!@doanket/(kernel|contracts)$|zod$|\\./[^/]*\\.(entity|rules)$).*', message: 'Errors name failures of the domain; they import kernel and contracts.' }) },
  },
  {
    files: ['apps/*/src/**/*.service.ts', 'apps/*/src/**/*.queries.ts'],
    rules: { 'no-restricted-imports': restricted({ group: ['@nestjs/typeorm', 'kafkajs', 'pg'], message: 'The only way to the database is Tx, to the broker the outbox.' }, { group: ['typeorm'], importNames: ['DataSource', 'EntityManager'], message: 'The only way to the database is Tx.' }) },
  },
  {
    files: ['apps/*/src/**/*.controller.ts', 'apps/*/src/**/*.consumer.ts'],
    rules: { 'no-restricted-imports': restricted({ group: ['typeorm', '**/*.entity', '@nestjs/typeorm'], message: 'Doors translate and hand over; they know services, not entities.' }, { group: ['@nestjs/microservices'], importNames: ['MessagePattern'], message: 'Questions go over HTTP; Kafka carries events.' }) },
  },
  {
    files: TESTS,
    rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['libs/testing/**/*.ts', 'tools/**/*.ts', 'apps/e2e/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    // They stand outside of the product and look at all of it, the configuration of this very file too.
    files: ['tools/checks/**/*.ts', 'apps/e2e/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
);
