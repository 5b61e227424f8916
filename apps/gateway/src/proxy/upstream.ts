import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'undici';
import type { BackendName } from './api-path.rules';
import { AnswerCutOff, AnswerLate, ServiceBusy, ServiceDown } from './proxy.errors';

export interface UpstreamOptions {
  readonly urls: Readonly<Record<BackendName, string>>;
  readonly connections: number;
  readonly waitingLimit: number;
  /** Longest wait for an answer to begin, and between two of its parts, milliseconds. */
  readonly timeoutMs: number;
}

interface Backend { readonly pool: Pool; underWay: number }

/** Keep-alive connections to the services, a pool for each, so that a slow one takes nothing from the others. */
@Injectable()
export class Upstream implements OnApplicationShutdown {
  private readonly backends: Readonly<Record<string, Backend>>;

  constructor(private readonly options: UpstreamOptions) {
    this.backends = Object.fromEntries(Object.entries(options.urls).map(([name, url]) => [name, {
      pool: new Pool(url, {
        connections: options.connections, pipelining: 1, keepAliveTimeout: 4_000,
        connect: { timeout: 2_000 }, headersTimeout: options.timeoutMs, bodyTimeout: options.timeoutMs,
      }),
      underWay: 0,
    }]));
  }

  /** The pool of a service with one more call counted. Throws ServiceBusy. Every call says `done` once. */
  begin(service: BackendName): Pool {
    const backend = this.backends[service]!;
    if (backend.underWay >= this.options.waitingLimit) throw new ServiceBusy(service);
    backend.underWay += 1;
    return backend.pool;
  }

  done(service: BackendName): void {
    this.backends[service]!.underWay -= 1;
  }

  /** Reads a JSON document. `path` begins with `/`. Throws ServiceDown, AnswerLate, AnswerCutOff. */
  async readJson(service: BackendName, path: string, asked: { headers?: Record<string, string>; timeoutMs?: number } = {}): Promise<{ status: number; body: unknown }> {
    const pool = this.begin(service);
    try {
      const timeout = asked.timeoutMs ?? this.options.timeoutMs;
      const answer = await pool.request({ path, method: 'GET', headers: { accept: 'application/json', ...asked.headers }, headersTimeout: timeout, bodyTimeout: timeout });
      const text = await answer.body.text();
      return { status: answer.statusCode, body: text === '' ? null : JSON.parse(text) as unknown };
    } catch (error) {
      throw this.named(error, service);
    } finally {
      this.done(service);
    }
  }

  /** What went wrong on the way to a service, by name. */
  named(error: unknown, service: string): Error {
    const code = codeOf(error);
    if (NOT_CONNECTED.has(code)) return new ServiceDown(service);
    if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return new AnswerLate(service, this.options.timeoutMs);
    return new AnswerCutOff(service);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.backends).map((backend) => backend.pool.destroy()));
  }
}

const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** A kept connection that the service had just closed: for a read it is safe to try once more. */
export function isStaleConnection(error: unknown): boolean {
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error));
}
