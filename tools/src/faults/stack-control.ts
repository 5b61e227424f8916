import { request } from 'node:http';

/** How a program is stopped or started; `env` is for that one launch only. */
export interface How {
  readonly signal?: NodeJS.Signals;
  readonly graceMs?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Longest wait for a process to come back after an accident: a supervisor's back-off and a start on a busy machine. */
const RETURN_WITHIN_MS = 120_000;

/** The door into the running stack (tools/stack/control.mjs): pids, signals, starts and stops. */
export class StackControl {
  constructor(private readonly socketPath: string) {}

  /** Pid of each program that runs. */
  async list(): Promise<Readonly<Record<string, { readonly pid?: number }>>> {
    return this.call('GET', '/');
  }

  async pid(name: string): Promise<number | undefined> {
    return (await this.list())[name]?.pid;
  }

  /** Starts a program and waits until it is ready; one that runs is only waited for. */
  start(name: string, how: How = {}): Promise<void> {
    return this.call('POST', `/${name}/start`, how);
  }

  stop(name: string, how: How = {}): Promise<void> {
    return this.call('POST', `/${name}/stop`, how);
  }

  restart(name: string, how: How = {}): Promise<void> {
    return this.call('POST', `/${name}/restart`, how);
  }

  /** An accident: the supervisor is not told, and mends it. */
  kill(name: string, signal: NodeJS.Signals): Promise<void> {
    return this.call('POST', `/${name}/kill`, { signal });
  }

  /** Kills a program and waits until its successor is ready. */
  async killAndReturn(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const before = await this.pid(name);
    await this.kill(name, signal);
    await this.returned(name, before);
  }

  /** Waits until another process than `before` runs under this name and is ready. */
  async returned(name: string, before: number | undefined): Promise<void> {
    const deadline = performance.now() + RETURN_WITHIN_MS;
    for (;;) {
      const now = await this.pid(name);
      if (now !== undefined && now !== before) return this.start(name);
      if (performance.now() > deadline) throw new Error(`${name} did not come back within ${RETURN_WITHIN_MS / 1_000} s`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private call<Body>(method: string, path: string, body?: object): Promise<Body> {
    return new Promise((resolve, reject) => {
      const call = request({ socketPath: this.socketPath, method, path }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const answer = JSON.parse(text) as Body & { error?: string };
          if (response.statusCode === 200) resolve(answer);
          else reject(new Error(answer.error ?? `the stack answered ${response.statusCode}`));
        });
      });
      call.once('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}
