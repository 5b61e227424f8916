/** Our own Node processes: build, migrations, topics, the services and the gateway. */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { Managed } from './managed.mjs';
import { APPS, inRoot } from './paths.mjs';
import { tail } from './processes.mjs';
import { serviceEnv, toolEnv } from './service-env.mjs';
import { answers, until } from './wait.mjs';

/**
 * @typedef {import('./service-env.mjs').EnvContext & {
 *   group: import('./processes.mjs').ProcessGroup,
 *   logFile: (name: string) => string,
 *   log: import('./log.mjs').TerminalLog,
 * }} ServiceContext
 */

const READY_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 30_000;

/**
 * Builds everything (or the named projects) with Nx; what has not changed comes from its cache.
 * @param {Pick<ServiceContext, 'group' | 'logFile'>} context
 * @param {string[]} [projects]
 */
export async function build({ group, logFile }, projects) {
  await group.run({
    name: 'nx build',
    command: process.execPath,
    args: [NX, 'run-many', '-t', 'build', '--outputStyle=static', '--parallel=2', ...(projects ? [`--projects=${projects.join(',')}`] : [])],
    env: NX_ENV,
    logFile: logFile('build'),
  });
}

/** The file behind `npx nx`: one process less, and its pid is the one that works. */
export const NX = inRoot('node_modules/nx/dist/bin/nx.js');

/** The daemon would stay behind; the terminal interface fights with our log. */
export const NX_ENV = { NX_DAEMON: 'false', NX_TUI: 'false', NX_SKIP_LOG_GROUPING: 'true' };

/**
 * @param {ServiceContext} context
 * @param {import('./paths.mjs').AppName} name
 */
export async function migrate(context, name) {
  await context.group.run({
    name: `migrations of ${name}`,
    command: process.execPath,
    args: [inRoot('apps', name, 'dist/migrate.js')],
    env: serviceEnv(name, context),
    logFile: context.logFile('migrations'),
  });
}

/**
 * Every topic of the contracts, before any consumer starts: kafkajs crashes on a topic that is missing.
 * @param {ServiceContext} context
 */
export async function createTopics(context) {
  await context.group.run({
    name: 'topics',
    command: process.execPath,
    args: [inRoot('tools/dist/topics.js')],
    env: toolEnv(context),
    logFile: context.logFile('topics'),
  });
}

/**
 * A million rows come in through membership alone; for the others the frequent collections would only cost time (ADR 14).
 * @type {Partial<Record<import('./paths.mjs').AppName, string[]>>}
 */
const NODE_FLAGS = { membership: ['--heap-growing-percent=40'] };

/**
 * One service under supervision: ready means that its own readiness says so.
 * @param {ServiceContext} context
 * @param {import('./paths.mjs').AppName} name
 */
export function service(context, name) {
  const logFile = context.logFile(name);
  const url = `http://127.0.0.1:${context.ports[name]}`;
  const managed = new Managed(name, context.group, {
    spec: {
      name,
      command: process.execPath,
      args: ['--enable-source-maps', '--max-semi-space-size=32', ...(NODE_FLAGS[name] ?? []), inRoot('apps', name, 'dist/main.js')],
      env: serviceEnv(name, context),
      logFile,
      onLine: (line) => context.log.service(name, line),
      graceMs: STOP_WITHIN_MS,
    },
    ready: async (child) => {
      try {
        await until(() => answers(`${url}/health/ready`), { what: name, withinMs: READY_WITHIN_MS, everyMs: 100, orWhen: child.exited });
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : error}; the end of ${logFile}:\n${tail(logFile)}`);
      }
    },
    restart: true,
    report: (event, detail) => context.log.event(name, event, detail),
  });
  return Object.assign(managed, { url });
}

/** The apps that have been built; while the project grows, not every one is there. */
export function builtApps() {
  return APPS.filter((name) => existsSync(inRoot('apps', name, 'dist/main.js')));
}

/**
 * Runs the work for each item, a few at a time: two cores gain nothing from seven Node processes that boot at once.
 * @template T
 * @param {readonly T[]} items
 * @param {number} atOnce
 * @param {(item: T) => Promise<unknown>} work
 */
export async function inTurns(items, atOnce, work) {
  const waiting = [...items];
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  }));
}
