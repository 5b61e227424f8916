/**
 * `npm test`: lint, types, unit and contract tests, service and platform tests on real infrastructure, the checks of the
 * repository, then the whole stack with its demo year, journeys in a browser and the short fault runs. Ends with one
 * line `N passed, N failed`. Runs on ports and data of its own, beside a stack that a developer has running.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { findBrowser } from './browser.mjs';
import { deleteData } from './data.mjs';
import { playDemo } from './demo.mjs';
import { Ledger } from './ledger.mjs';
import { terminalLog } from './log.mjs';
import { nxProjects, runTargets } from './nx-run.mjs';
import { optionsFrom, textOf } from './options.mjs';
import { inRoot } from './paths.mjs';
import { phases } from './phases.mjs';
import { TEST_PORT_BASE } from './ports.mjs';
import { ProcessGroup } from './processes.mjs';
import { assertRequirements, dependenciesMissing, installDependencies } from './requirements.mjs';
import { startStack } from './stack.mjs';
import { testDatabaseUrl } from './test-database.mjs';

const ledger = new Ledger();
const log = terminalLog();
const timing = phases((line) => log.stack(line));
const options = optionsFrom(process.argv.slice(2), { portBase: TEST_PORT_BASE, dataDir: inRoot('.data', 'test') });
const print = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
const logFile = (/** @type {string} */ name) => path.join(options.dataDir, 'logs', `${name}.log`);

async function main() {
  assertRequirements();
  if (dependenciesMissing()) await timing.phase('npm ci', installDependencies);
  rmSync(path.dirname(logFile('x')), { recursive: true, force: true });
  // Tests start from nothing.
  for (const part of ['infra', 'stack']) deleteData(path.join(options.dataDir, part));
  const group = new ProcessGroup();
  try {
    const projects = nxProjects();
    const nx = { group, ledger, projects };
    await stage('lint, types, unit and contract tests', () => runTargets({ ...nx, targets: ['lint', 'typecheck', 'test'], parallel: 2, logFile: logFile('static') }));
    await stage('the stack runner itself', () => runnersOwn(group));
    await stage('service and platform tests', () => withInfra((env) => runTargets({ ...nx, targets: ['test:int'], parallel: 2, env, logFile: logFile('int') })));
    await stage('journeys and short fault runs', () => withStack((stack) => onWholeStack(nx, stack)));
  } finally {
    await group.close();
  }
}

/**
 * These tools are plain JavaScript that runs before anything is built: types by JSDoc, tests by Node's own runner.
 * @param {ProcessGroup} group
 */
async function runnersOwn(group) {
  const tsc = group.start({ name: 'tsc', command: process.execPath, args: [inRoot('node_modules/typescript/bin/tsc'), '-p', inRoot('tools/stack/tsconfig.json'), '--noEmit'], logFile: logFile('stack-types'), onLine: print });
  ledger.check('tools/stack: types', (await tsc.exited).code === 0);
  /** @type {string[]} */
  const lines = [];
  const tests = group.start({ name: 'node --test', command: process.execPath, args: ['--test', '--test-reporter=tap', inRoot('tools/stack/stack.test.mjs')], logFile: logFile('stack-tests'), onLine: (line) => lines.push(line) });
  const { code } = await tests.exited;
  const counted = (/** @type {string} */ what) => Number(lines.map((line) => new RegExp(`^# ${what} (\\d+)`).exec(line)?.[1]).find(Boolean) ?? 0);
  const failures = lines.filter((line) => /^not ok/.test(line));
  for (const line of failures) print(line);
  ledger.add('tools/stack', { passed: counted('pass'), failed: counted('fail') + counted('cancelled'), skipped: counted('skipped') + counted('todo'), failures });
  if (code !== 0 && failures.length === 0) ledger.fail(`tools/stack: tests ended with exit ${code}`);
}

/**
 * @param {Pick<Parameters<typeof runTargets>[0], 'group' | 'ledger' | 'projects'>} nx
 * @param {import('./stack.mjs').Stack} stack
 */
async function onWholeStack(nx, stack) {
  await stage('demo year', async () => {
    await playDemo(stack);
    ledger.check('demo year', true);
  });
  const chrome = findBrowser((line) => log.stack(line));
  if (!chrome) ledger.fail('journeys: no Chrome or Chromium found, and none could be installed (set CHROME_PATH)');
  else await stage('journeys', () => runTargets({ ...nx, targets: ['e2e'], parallel: 1, env: { ...stack.toolEnv(), CHROME_PATH: chrome }, logFile: logFile('e2e') }));
  await stage('short fault runs', () => shortFaults(stack));
}

/**
 * The fault runs count themselves: RESULT_FILE gets {"passed": n, "failed": n, "failures": [names]}.
 * @param {import('./stack.mjs').Stack} stack
 */
async function shortFaults(stack) {
  const program = inRoot('tools/dist/faults/main.js');
  if (!existsSync(program)) return ledger.fail('short fault runs: tools/dist/faults/main.js is not there');
  const resultFile = path.join(options.dataDir, 'faults.json');
  rmSync(resultFile, { force: true });
  const child = stack.group.start({
    name: 'faults',
    command: process.execPath,
    args: ['--enable-source-maps', program, '--short'],
    env: { ...stack.toolEnv(), RESULT_FILE: resultFile },
    logFile: logFile('faults'),
    onLine: print,
  });
  const { code } = await child.exited;
  if (existsSync(resultFile)) ledger.add('faults', JSON.parse(readFileSync(resultFile, 'utf8')));
  else ledger.fail(`faults: ended without a result (exit ${code})`);
}

/** @param {(env: NodeJS.ProcessEnv) => Promise<void>} work */
async function withInfra(work) {
  const stack = await startStack({ dataDir: path.join(options.dataDir, 'infra'), portBase: options.portBase, infraOnly: true, keepAdmin: true, log });
  try {
    const { infra, secrets } = stack;
    await work({
      DATABASE_URL_TEST: await testDatabaseUrl(stack),
      KAFKA_BROKERS_TEST: infra.kafka.brokers,
      KEYCLOAK_URL_TEST: infra.keycloak.url,
      KEYCLOAK_REALM_TEST: infra.keycloak.realm,
      KEYCLOAK_ADMIN_USERNAME_TEST: String(infra.keycloak.adminUsername),
      KEYCLOAK_ADMIN_PASSWORD_TEST: secrets.keycloakAdmin,
      INFRA_FILE_TEST: path.join(stack.dataDir, 'infra.json'),
      STACK_SOCKET: stack.toolEnv().STACK_SOCKET,
      KAFKAJS_NO_PARTITIONER_WARNING: '1',
    });
  } finally {
    await stack.stopAll();
  }
}

/** @param {(stack: import('./stack.mjs').Stack) => Promise<void>} work */
async function withStack(work) {
  const stack = await startStack({ dataDir: path.join(options.dataDir, 'stack'), portBase: options.portBase, log });
  try {
    await work(stack);
  } finally {
    await stack.stopAll();
  }
}

/**
 * A stage that cannot even run is one failure, and the next ones still get their turn.
 * @param {string} name
 * @param {() => Promise<void>} work
 */
async function stage(name, work) {
  process.stdout.write(`\n== ${name}\n`);
  await timing.phase(name, async () => {
    try {
      await work();
    } catch (error) {
      process.stdout.write(`${textOf(error)}\n`);
      ledger.fail(`${name}: ${textOf(error).split('\n')[0]}`);
    }
  });
}

main()
  .catch((error) => ledger.fail(textOf(error)))
  .finally(() => {
    if (ledger.failures.length > 0) process.stdout.write(`\nFailed:\n${ledger.failures.map((name) => `  ${name}`).join('\n')}\n`);
    process.stdout.write(`\nSeconds: ${timing.summary()}\n${ledger.total()}\n`);
    process.exit(ledger.failed === 0 ? 0 : 1);
  });
