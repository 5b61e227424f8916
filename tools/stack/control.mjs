/**
 * A door into a running stack for the processes that work with it (fault runs, tests): a Unix socket in a folder that
 * only this user may enter, named by STACK_SOCKET. Plain HTTP, so any language and any test framework reaches it:
 *
 *   GET  /                    -> { "kafka": { "pid": 123 }, … }
 *   POST /kafka/stop          { "signal": "SIGKILL" }            stop and stay stopped
 *   POST /kafka/start         {} | { "env": { "FAIL_POINTS": "…" } } answers when it is ready
 *   POST /awards/restart      { "signal": "SIGTERM", "env": {} }
 *   POST /awards/kill         { "signal": "SIGKILL" }            an accident: the supervisor mends it
 *
 * `connectStack()` is the same as an object.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** @param {Map<string, import('./managed.mjs').Managed>} programs */
export async function serveControl(programs) {
  // Not below the data folder: a socket's path may have about 100 characters.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'doanket-'));
  const socket = path.join(folder, 'stack.sock');
  const server = http.createServer((request, response) => {
    const answer = (/** @type {number} */ status, /** @type {unknown} */ body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    handle(programs, request).then(
      (body) => answer(200, body),
      (error) => answer(500, { error: String(error.message ?? error) }),
    );
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => resolve(undefined));
  });
  server.unref();
  return {
    path: socket,
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * @param {Map<string, import('./managed.mjs').Managed>} programs
 * @param {http.IncomingMessage} request
 */
async function handle(programs, request) {
  const [, name = '', action = ''] = (request.url ?? '/').split('/');
  if (name === '') return Object.fromEntries([...programs].map(([key, { pid }]) => [key, { pid }]));
  const program = programs.get(name);
  if (!program) throw new Error(`no program "${name}"`);
  const options = await bodyOf(request);
  if (action === 'start') await program.start(options);
  else if (action === 'stop') await program.stop(options);
  else if (action === 'restart') await program.restart(options);
  else if (action === 'kill') program.kill(options.signal ?? 'SIGKILL');
  else throw new Error(`no action "${action}"`);
  return { pid: program.pid };
}

/**
 * @param {http.IncomingMessage} request
 * @returns {Promise<{ signal?: NodeJS.Signals, graceMs?: number, env?: NodeJS.ProcessEnv }>}
 */
async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  return text ? JSON.parse(text) : {};
}

/**
 * The stack that started this process.
 * @param {string | undefined} [socketPath]
 */
export function connectStack(socketPath = process.env.STACK_SOCKET) {
  if (!socketPath) throw new Error('STACK_SOCKET is not set: run this through tools/stack/run.mjs');
  /**
   * @param {string} method @param {string} address @param {unknown} [body]
   * @returns {Promise<any>}
   */
  const call = (method, address, body) =>
    new Promise((resolve, reject) => {
      const request = http.request({ socketPath, method, path: address }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.on('end', () => {
          const answer = JSON.parse(text);
          if (response.statusCode === 200) resolve(answer);
          else reject(new Error(answer.error));
        });
      });
      request.once('error', reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  /** @typedef {{ signal?: NodeJS.Signals, graceMs?: number, env?: NodeJS.ProcessEnv }} How */
  return {
    /** @returns {Promise<Record<string, { pid?: number }>>} */
    list: () => call('GET', '/'),
    /** @param {string} name @returns {Promise<number | undefined>} */
    pid: async (name) => (await call('GET', '/'))[name]?.pid,
    /** @param {string} name @param {How} [how] */
    start: (name, how = {}) => call('POST', `/${name}/start`, how),
    /** @param {string} name @param {How} [how] */
    stop: (name, how = {}) => call('POST', `/${name}/stop`, how),
    /** @param {string} name @param {How} [how] */
    restart: (name, how = {}) => call('POST', `/${name}/restart`, how),
    /** @param {string} name @param {NodeJS.Signals} signal */
    kill: (name, signal) => call('POST', `/${name}/kill`, { signal }),
  };
}
