import { createServer, type Server } from 'node:http';
import { Background, contractOf, InjectConfig, Log, Metrics, PROBLEM_TYPE } from '@doanket/service';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SessionsService } from '../auth/sessions.service';
import type { GatewayConfig } from '../config';
import { ConsoleDoor } from '../console/console-door';
import { OpenApiService } from '../openapi/openapi.service';
import { ApiDoor } from '../proxy/api-door';
import { Callers } from '../proxy/caller';
import { RefusedByDoor } from '../proxy/proxy.errors';
import { RateLimiter } from '../proxy/rate-limiter';
import { gatewayProblem } from './problem';
import { commonHeaders } from './security-headers.rules';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** A file of 20 MB over a slow line needs longer than an answer of ours may take. */
const RECEIVE_TIMEOUT_MS = 180_000;
const HEADERS_TIMEOUT_MS = 15_000;
const PURGE_EVERY_MS = 5 * 60_000;
const SWEEP_EVERY_MS = 60_000;

/** Everything the gateway serves beside its controllers, as plain Fastify routes: the services, their description, the console. */
@Injectable()
export class Doors implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    @InjectConfig() private readonly config: GatewayConfig,
    private readonly api: ApiDoor,
    private readonly console: ConsoleDoor,
    private readonly openApi: OpenApiService,
    private readonly callers: Callers,
    private readonly sessions: SessionsService,
    private readonly limits: RateLimiter,
    private readonly metrics: Metrics,
    private readonly background: Background,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    const instance = this.host.httpAdapter.getInstance<FastifyInstance>();
    instance.server.requestTimeout = RECEIVE_TIMEOUT_MS;
    instance.server.headersTimeout = HEADERS_TIMEOUT_MS;
    this.addHeaders(instance);
    this.addSessions(instance);
    addFormParser(instance);
    await instance.register((scope, _options, done) => {
      this.addRoutes(scope);
      done();
    });
    this.addBackground();
  }

  private addHeaders(instance: FastifyInstance): void {
    const headers = { ...commonHeaders(this.config.PUBLIC_BASE_URL.startsWith('https:')), 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" };
    instance.addHook('onRequest', (request, reply, done) => {
      reply.headers(headers);
      // Figures of the process are for the inside: see METRICS_PORT.
      done(request.url.startsWith('/metrics') ? new RefusedByDoor(404, 'There is nothing at this address.') : undefined);
    });
  }

  /** Who needs a session and has none hears so before a byte of the body is read: what they sent is nobody's business. */
  private addSessions(instance: FastifyInstance): void {
    instance.decorateRequest('browserSession', null);
    instance.addHook('onRequest', async (request, reply) => {
      const contract = contractOf(request);
      if (contract === null || contract.access === 'PUBLIC') return undefined;
      try {
        request.browserSession = await this.callers.session(request.raw, request.ip);
        return undefined;
      } catch (error) {
        this.refuse(error, request, reply);
        return reply;
      }
    });
  }

  private addRoutes(scope: FastifyInstance): void {
    scope.setErrorHandler((error, request, reply) => this.refuse(error, request, reply));
    // Before Fastify reads a body: the services parse, the gateway passes on.
    scope.route({
      method: METHODS, url: '/api/*', onRequest: (request, reply) => this.api.handle(request, reply),
      handler: () => undefined, handlerTimeout: RECEIVE_TIMEOUT_MS,
    });
    scope.get('/api/openapi.json', async (request, reply) => {
      this.callers.countAnonymous(request.ip);
      return reply.type('application/json').send(await this.openApi.document());
    });
    scope.route({ method: ['GET', 'HEAD'], url: '/*', handler: (request, reply) => this.console.handle(request, reply) });
  }

  private refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const traceId = request.call?.traceparent?.split('-')[1] ?? null;
    const problem = gatewayProblem(error, { base: this.config.PUBLIC_BASE_URL, instance: request.url.split('?')[0] ?? '/', traceId });
    if (problem.unforeseen) this.log.failure('request-failed', error, { method: request.method, traceId });
    void reply.status(problem.status).headers(problem.headers).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem.body));
  }

  private addBackground(): void {
    this.background.addTimer('purge-sessions', PURGE_EVERY_MS, () => this.sessions.purge());
    this.background.addTimer('sweep-rate-limits', SWEEP_EVERY_MS, async () => this.limits.sweep());
    const port = this.config.METRICS_PORT;
    if (port === undefined) return;
    let server: Server | null = null;
    this.background.add({
      name: 'metrics',
      start: () => {
        server = createServer((_request, response) => {
          void this.metrics.text().then((text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text));
        }).listen(port, this.config.HTTP_HOST);
      },
      stop: () => {
        server?.close();
      },
    });
  }
}

/** The identity server posts its logout token as a form; nothing else here takes forms. */
function addFormParser(instance: FastifyInstance): void {
  instance.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 16_384 }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)));
  });
}
