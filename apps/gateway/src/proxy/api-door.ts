import { ACTING_POST_HEADER } from '@doanket/contracts';
import { Log, PROBLEM_TYPE } from '@doanket/service';
import type { CallContext } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { GatewayMetrics } from '../platform/metrics';
import { gatewayProblem } from '../platform/problem';
import { apiTarget, isInternal, RouteTable, type ApiTarget } from './api-path.rules';
import { declaredLength, hasBody, readBody, streamBody } from './body';
import { Callers, type Caller } from './caller';
import { exchange } from './exchange';
import { headersToService } from './headers.rules';
import { RefusedByDoor } from './proxy.errors';
import { Upstream } from './upstream';

export interface ApiDoorOptions {
  readonly base: string;
  readonly bodyLimit: number;
  readonly fileLimit: number;
  readonly extraHeaders: Readonly<Record<string, string>>;
}

/**
 * `/api/<service>/…`: who calls, may they knock this often, is a change from our own page, how large is the body; then on
 * to the service. What the caller may do there is the service's to decide. Runs before Fastify reads anything of the body.
 */
@Injectable()
export class ApiDoor {
  constructor(
    private readonly callers: Callers,
    private readonly upstream: Upstream,
    private readonly routes: RouteTable,
    private readonly options: ApiDoorOptions,
    private readonly metrics: GatewayMetrics,
    private readonly log: Log,
  ) {}

  /** Takes a request over from Fastify and answers it. */
  handle(request: FastifyRequest, reply: FastifyReply): void {
    reply.hijack();
    const started = process.hrtime.bigint();
    const target = apiTarget(request.raw.url ?? '');
    this.pass(request, reply.raw, target)
      .catch((error: unknown) => this.refuse(error, request, reply.raw))
      .finally(() => this.metrics.observe(target?.service ?? 'unknown', reply.raw.statusCode, started));
  }

  private async pass(request: FastifyRequest, response: ServerResponse, target: ApiTarget | null): Promise<void> {
    const raw = request.raw;
    if (target === null || target.service === 'gateway' || isInternal(target.path)) {
      this.callers.countAnonymous(request.ip);
      throw new RefusedByDoor(404, 'There is nothing at this address.');
    }
    const method = raw.method ?? 'GET';
    const found = this.callerOf(request, target);
    const caller = found instanceof Promise ? await found : found;
    const body = this.bodyOf(raw, this.routes.takesFile(method, target) ? this.options.fileLimit : null);
    await exchange(this.upstream, {
      service: target.service, method, path: raw.url!, request: raw, response,
      headers: this.headersFor(raw, { caller, call: request.call }),
      body: body instanceof Promise ? await body : body,
      extra: this.headersOfAnswer(request),
    });
  }

  private callerOf(request: FastifyRequest, target: ApiTarget): Caller | null | Promise<Caller> {
    if (!this.routes.isPublic(request.raw.method ?? 'GET', target)) return this.callers.identify(request.raw, request.ip);
    this.callers.countAnonymous(request.ip);
    return null;
  }

  private bodyOf(raw: IncomingMessage, fileLimit: number | null): Buffer | Readable | null | Promise<Buffer> {
    if (raw.method === 'GET' || raw.method === 'HEAD' || !hasBody(raw)) return null;
    declaredLength(raw, fileLimit ?? this.options.bodyLimit);
    return fileLimit === null ? readBody(raw, this.options.bodyLimit) : streamBody(raw, fileLimit);
  }

  private headersFor(raw: IncomingMessage, who: { caller: Caller | null; call: CallContext | undefined }): string[] {
    const headers = headersToService(raw.rawHeaders);
    if (who.call !== undefined) headers.push('traceparent', who.call.traceparent ?? '', 'x-correlation-id', who.call.correlationId);
    if (who.caller !== null) headers.push('authorization', `Bearer ${who.caller.accessToken}`);
    if (who.caller?.actingPostId) headers.push(ACTING_POST_HEADER, who.caller.actingPostId);
    const length = raw.headers['content-length'];
    if (length !== undefined && hasBody(raw) && raw.method !== 'GET' && raw.method !== 'HEAD') headers.push('content-length', length);
    return headers;
  }

  private headersOfAnswer(request: FastifyRequest): Record<string, string> {
    const correlationId = request.call?.correlationId;
    return correlationId === undefined ? { ...this.options.extraHeaders } : { ...this.options.extraHeaders, 'x-correlation-id': correlationId };
  }

  private refuse(error: unknown, request: FastifyRequest, response: ServerResponse): void {
    const raw = request.raw;
    const traceId = request.call?.traceparent?.split('-')[1] ?? null;
    const problem = gatewayProblem(error, { base: this.options.base, instance: (raw.url ?? '/').split('?')[0] ?? '/', traceId });
    if (problem.unforeseen) this.log.failure('request-failed', error, { method: raw.method, traceId });
    if (response.headersSent || response.destroyed) return;
    const text = JSON.stringify(problem.body);
    // A body that was not read to its end would be taken for the next request.
    const close: Record<string, string> = raw.complete ? {} : { connection: 'close' };
    response.writeHead(problem.status, {
      ...this.headersOfAnswer(request), ...problem.headers, ...close, 'content-type': PROBLEM_TYPE, 'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    response.end(text);
    if (!raw.complete) raw.resume();
  }
}

