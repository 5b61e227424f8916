/**
 * Child processes of one stack: each in its own process group (a Ctrl-C in the terminal reaches only the parent, which
 * stops the others in order), each named to the guard, each ended by its id.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { inRoot } from './paths.mjs';

/**
 * @typedef {object} Spec
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env] Added to a copy of the parent's environment.
 * @property {string} [cwd]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {string} logFile Standard output and error are appended here.
 * @property {(line: string) => void} [onLine] Also gets each line; without it the child writes to the file itself.
 * @property {boolean} [inherit] Writes to the terminal itself (a progress bar) instead of the log.
 * @property {NodeJS.Signals} [stopSignal] How this program is asked to end; SIGTERM when nothing is said.
 * @property {number} [graceMs] How long it may take to end before SIGKILL.
 */

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} exited
 * @property {() => boolean} running
 * @property {(signal: NodeJS.Signals) => void} kill
 * @property {(options?: { signal?: NodeJS.Signals, graceMs?: number }) => Promise<void>} stop
 */

/** Starts and ends processes, and keeps the guard informed. One per parent process. */
export class ProcessGroup {
  constructor() {
    this.id = randomUUID();
    /** @type {Map<number, { child: Child, signal: NodeJS.Signals }>} */
    this.children = new Map();
    this.closing = false;
    this.#startGuard();
  }

  /** The guard's pid, for the lock file: a new start waits until the guard of the last one is done. */
  get guardPid() {
    return this.guard?.pid;
  }

  #startGuard() {
    const guard = spawn(process.execPath, [inRoot('tools/stack/guard.mjs'), this.id], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    guard.unref();
    /** @type {any} */ (guard.stdin).unref?.();
    guard.stdin?.on('error', () => undefined);
    guard.once('exit', () => {
      if (!this.closing) this.#startGuard();
    });
    this.guard = guard;
    for (const [pid, { signal }] of this.children) guard.stdin?.write(`+${pid} ${signal}\n`);
  }

  /**
   * @param {Spec} spec
   * @returns {Child}
   */
  start(spec) {
    mkdirSync(path.dirname(spec.logFile), { recursive: true });
    const log = openSync(spec.logFile, 'a');
    const piped = spec.onLine !== undefined;
    const proc = spawn(spec.command, spec.args, {
      cwd: spec.cwd ?? inRoot(),
      env: { ...process.env, ...spec.env, DOANKET_STACK: this.id },
      detached: true,
      stdio: spec.inherit ? ['ignore', 'inherit', 'inherit'] : piped ? ['ignore', 'pipe', 'pipe'] : ['ignore', log, log],
      ...(spec.uid === undefined ? {} : { uid: spec.uid, gid: spec.gid }),
    });
    const { pid } = proc;
    const signal = spec.stopSignal ?? 'SIGTERM';
    if (pid !== undefined) this.guard?.stdin?.write(`+${pid} ${signal}\n`);
    for (const stream of [proc.stdout, proc.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => (writeSync(log, `${line}\n`), spec.onLine?.(line)));
    }
    let running = pid !== undefined;
    const exited = new Promise((resolve) => {
      proc.once('error', (error) => {
        writeSync(log, `${error.message}\n`);
        resolve({ code: -1, signal: null });
      });
      // 'close', not 'exit': the last lines of the output have been read by then.
      proc.once('close', (code, by) => resolve({ code, signal: by }));
      proc.once('exit', () => (running = false));
    });
    void exited.then(() => {
      running = false;
      closeSync(log);
      if (pid !== undefined && this.children.delete(pid)) this.guard?.stdin?.write(`-${pid}\n`);
    });
    /** @type {Child} */
    const child = {
      name: spec.name,
      pid: pid ?? -1,
      exited: /** @type {Child['exited']} */ (exited),
      running: () => running,
      kill: (by) => signalGroup(pid, by, running),
      stop: async (options = {}) => {
        if (!running) return;
        const timer = setTimeout(() => signalGroup(pid, 'SIGKILL', running), options.graceMs ?? spec.graceMs ?? 15_000);
        signalGroup(pid, options.signal ?? signal, running);
        // A stopped process (SIGSTOP of a fault run) would never see the signal.
        signalGroup(pid, 'SIGCONT', running);
        await exited;
        clearTimeout(timer);
      },
    };
    if (pid !== undefined) this.children.set(pid, { child, signal });
    return child;
  }

  /**
   * Runs a program to its end. Throws with the end of its log when it fails.
   * @param {Spec} spec
   */
  async run(spec) {
    const child = this.start(spec);
    const { code, signal } = await child.exited;
    if (code === 0) return;
    const how = `${spec.name} failed (${signal ?? `exit ${code}`})`;
    throw new Error(spec.inherit ? how : `${how}, see ${spec.logFile}:\n${tail(spec.logFile)}`);
  }

  /** Ends what is still running, newest first, and lets the guard go. */
  async close() {
    for (const { child } of [...this.children.values()].reverse()) await child.stop({ graceMs: 5000 });
    this.closing = true;
    this.guard?.stdin?.end();
  }
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 * @param {boolean} running
 */
function signalGroup(pid, signal, running) {
  if (pid === undefined || !running) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/**
 * The last lines of a log, for an error message.
 * @param {string} file
 * @param {number} [lines]
 */
export function tail(file, lines = 20) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '(no log)';
  }
}
