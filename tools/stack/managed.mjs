/**
 * One program of the stack with a known way to start, get ready and stop. It may be stopped, killed and started again
 * by others (fault runs); an end that nobody asked for is reported, and where `restart` is set, mended with back-off.
 */

/**
 * @typedef {object} Program
 * @property {import('./processes.mjs').Spec} spec
 * @property {(child: import('./processes.mjs').Child) => Promise<unknown>} ready Resolves when it really answers.
 * @property {boolean} [restart] Start it again when it ends unasked.
 * @property {((event: string, detail: string) => void) | undefined} [report]
 */

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 30_000;
/** A program that ran this long had started well: the next back-off begins anew. */
const STEADY_MS = 60_000;

export class Managed {
  /** @type {import('./processes.mjs').Child | undefined} */
  #child;
  #wanted = false;
  #backoffMs = FIRST_BACKOFF_MS;
  #startedAt = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #again;

  /**
   * @param {string} name
   * @param {import('./processes.mjs').ProcessGroup} group
   * @param {Program} program
   */
  constructor(name, group, program) {
    this.name = name;
    this.group = group;
    this.program = program;
  }

  get pid() {
    return this.#child?.running() ? this.#child.pid : undefined;
  }

  /**
   * Starts it and waits until it is ready.
   * @param {{ env?: NodeJS.ProcessEnv }} [options] `env`: for this one launch only, so that a fail point that kills the
   *   process is not set again when the supervisor brings it back.
   */
  async start({ env } = {}) {
    clearTimeout(this.#again);
    const { spec, ready } = this.program;
    if (this.#child && this.pid !== undefined) {
      await ready(this.#child);
      return this;
    }
    this.#wanted = true;
    const child = this.group.start(env ? { ...spec, env: { ...spec.env, ...env } } : spec);
    this.#child = child;
    this.#startedAt = Date.now();
    void child.exited.then(({ code, signal }) => this.#ended(child, signal ?? `exit ${code}`));
    await ready(child);
    return this;
  }

  /** @param {{ signal?: NodeJS.Signals, graceMs?: number }} [options] */
  async stop(options) {
    this.#wanted = false;
    clearTimeout(this.#again);
    await this.#child?.stop(options);
  }

  /**
   * Sends a signal as an accident would: the supervisor is not told. SIGSTOP and SIGCONT work too.
   * @param {NodeJS.Signals} signal
   */
  kill(signal) {
    this.#child?.kill(signal);
  }

  /** @param {{ signal?: NodeJS.Signals, graceMs?: number, env?: NodeJS.ProcessEnv }} [options] */
  async restart(options) {
    await this.stop(options);
    return this.start(options?.env ? { env: options.env } : {});
  }

  /**
   * @param {import('./processes.mjs').Child} child
   * @param {string} how
   */
  #ended(child, how) {
    if (!this.#wanted || child !== this.#child) return;
    const { restart, report } = this.program;
    if (!restart) return report?.('ended', how);
    if (Date.now() - this.#startedAt > STEADY_MS) this.#backoffMs = FIRST_BACKOFF_MS;
    const wait = this.#backoffMs;
    this.#backoffMs = Math.min(wait * 2, LONGEST_BACKOFF_MS);
    report?.('ended', `${how}; starting again in ${wait / 1000} s`);
    this.#again = setTimeout(() => {
      if (!this.#wanted) return;
      this.start().then(
        () => report?.('restarted', `pid ${this.pid}`),
        (error) => report?.('not ready', String(error.message ?? error)),
      );
    }, wait);
  }
}
