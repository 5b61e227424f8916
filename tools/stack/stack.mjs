/**
 * The whole stack as an object, for `npm start`, the tests, the fault runs and the benchmarks:
 *
 *   const stack = await startStack({ dataDir, portBase: 14000 });
 *   stack.pid('awards'); await stack.restart('kafka', { signal: 'SIGKILL' }); await stack.stopAll();
 *
 * Everything is a child of the calling process, and ends with it.
 */
import path from 'node:path';
import { serveControl } from './control.mjs';
import { startInfra } from './infra.mjs';
import { releaseStackLock, takeStackLock } from './lock.mjs';
import { terminalLog } from './log.mjs';
import { SERVICES } from './paths.mjs';
import { phases } from './phases.mjs';
import { assertPortsFree, portsFrom } from './ports.mjs';
import { ProcessGroup } from './processes.mjs';
import { secretsOf } from './secrets.mjs';
import { publicBaseUrl, toolEnv } from './service-env.mjs';
import { build, builtApps, createTopics, inTurns, migrate, service } from './services.mjs';

/**
 * @typedef {object} StackOptions
 * @property {string} dataDir
 * @property {number} portBase
 * @property {boolean} [infraOnly] PostgreSQL, Kafka and Keycloak alone.
 * @property {boolean} [buildFirst] Default true; false when the caller has just built.
 * @property {boolean} [keepAdmin] Leaves the administrator of Keycloak's own realm (tests need it).
 * @property {boolean} [dev]
 * @property {import('./log.mjs').TerminalLog} [log]
 */

/** The door first, then who works, then what they stand on. */
const STOP_ORDER = [['gateway'], SERVICES, ['kafka', 'keycloak'], ['postgres']];

/** @param {StackOptions} options */
export async function startStack({ dataDir, portBase, infraOnly = false, buildFirst = true, keepAdmin = false, dev = false, log = terminalLog() }) {
  const ports = portsFrom(portBase);
  const group = new ProcessGroup();
  /** @type {Map<string, import('./managed.mjs').Managed>} In the order of their start. */
  const programs = new Map();
  const timing = phases((line) => log.stack(line));
  const { phase } = timing;
  const context = {
    group, dataDir, ports, dev, log, keepAdmin, phase,
    logFile: (/** @type {string} */ name) => path.join(dataDir, 'logs', `${name}.log`),
    started: (/** @type {import('./managed.mjs').Managed} */ program) => programs.set(program.name, program),
    reportFor: (/** @type {string} */ name) => (/** @type {string} */ event, /** @type {string} */ detail) => log.event(name, event, detail),
  };

  const stopAll = async () => {
    control?.close();
    for (const names of STOP_ORDER) {
      const still = names.map((name) => programs.get(name)).filter((program) => program?.pid !== undefined);
      if (still.length > 0) log.stack(`stopping ${still.map((program) => program?.name).join(', ')}`);
      await Promise.all(still.map((program) => program?.stop()));
    }
    await group.close();
    releaseStackLock(dataDir);
  };

  /** @type {{ path: string, close: () => void } | undefined} */
  let control;
  try {
    await takeStackLock(dataDir, { portBase, guardPid: group.guardPid });
    await assertPortsFree(infraOnly ? infraPorts(ports) : ports);
    const full = { ...context, secrets: secretsOf(dataDir) };
    const building = infraOnly || !buildFirst ? undefined : phase('build', () => build(full));
    // Awaited below, after the infrastructure; until then its failure must not count as unhandled.
    building?.catch(() => undefined);
    const infra = await startInfra(full);
    await building;
    if (!infraOnly) await startApps(full);
    control = await serveControl(programs);
    return {
      dataDir, ports, infra, programs, phase, timing, stopAll, group, log,
      context: full,
      secrets: full.secrets,
      baseUrl: publicBaseUrl(full),
      /** The environment for a tool that works with this stack, its control socket included. */
      toolEnv: () => ({ ...toolEnv(full), STACK_SOCKET: control?.path ?? '' }),
      get: (/** @type {string} */ name) => named(programs, name),
      pid: (/** @type {string} */ name) => named(programs, name).pid,
      start: (/** @type {string} */ name, /** @type {{ env?: NodeJS.ProcessEnv }} */ how = {}) => named(programs, name).start(how),
      stop: (/** @type {string} */ name, /** @type {{ signal?: NodeJS.Signals, graceMs?: number }} */ how = {}) => named(programs, name).stop(how),
      restart: (/** @type {string} */ name, /** @type {{ signal?: NodeJS.Signals, graceMs?: number, env?: NodeJS.ProcessEnv }} */ how = {}) => named(programs, name).restart(how),
      kill: (/** @type {string} */ name, /** @type {NodeJS.Signals} */ signal) => named(programs, name).kill(signal),
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** @typedef {Awaited<ReturnType<typeof startStack>>} Stack */

/** @param {import('./services.mjs').ServiceContext & { phase: import('./phases.mjs').Phase, started: (program: import('./managed.mjs').Managed) => unknown }} context */
async function startApps(context) {
  const apps = builtApps();
  await Promise.all([
    context.phase('topics', () => createTopics(context)),
    context.phase('migrations', () => inTurns(apps, 2, (name) => migrate(context, name))),
  ]);
  await context.phase('services', () =>
    Promise.all(
      apps.map(async (name) => {
        const program = service(context, name);
        context.started(program);
        await program.start();
      }),
    ),
  );
}

/**
 * @param {Map<string, import('./managed.mjs').Managed>} programs
 * @param {string} name
 */
function named(programs, name) {
  const program = programs.get(name);
  if (!program) throw new Error(`No "${name}" in this stack; there are: ${[...programs.keys()].join(', ')}`);
  return program;
}

/** @param {import('./ports.mjs').Ports} ports */
function infraPorts({ postgres, kafka, kafkaController, keycloak, keycloakManagement }) {
  return { postgres, kafka, kafkaController, keycloak, keycloakManagement };
}
