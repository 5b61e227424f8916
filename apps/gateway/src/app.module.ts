import { TokenVerifier } from '@doanket/auth';
import { ROUTES } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { Transactions } from '@doanket/persistence';
import { CONFIG, coreModule, Log } from '@doanket/service';
import { Module } from '@nestjs/common';
import { AuthController } from './auth/auth.controller';
import { IdentityProvider } from './auth/identity-provider';
import { LogoutTokens } from './auth/logout-token';
import { MyPostsReader } from './auth/my-posts';
import { SessionBox } from './auth/session-box';
import { SessionsService } from './auth/sessions.service';
import { SessionStore } from './auth/session.store';
import { SignInService } from './auth/sign-in.service';
import type { GatewayConfig } from './config';
import { ConsoleDoor } from './console/console-door';
import { ConsoleFiles } from './console/console-files';
import { ServiceHealthService } from './health/service-health.service';
import { ServicesController } from './health/services.controller';
import { OpenApiService } from './openapi/openapi.service';
import { Doors } from './platform/doors';
import { GatewayMetrics } from './platform/metrics';
import { GatewayProblemFilter } from './platform/problem';
import { commonHeaders } from './platform/security-headers.rules';
import { ApiDoor } from './proxy/api-door';
import { RouteTable } from './proxy/api-path.rules';
import { Callers } from './proxy/caller';
import { RateLimiter } from './proxy/rate-limiter';
import { Upstream } from './proxy/upstream';

const tls = (config: GatewayConfig) => config.PUBLIC_BASE_URL.startsWith('https:');

/** Sessions of browsers and their tokens. */
const sessionProviders = [
  { provide: SessionBox, useFactory: (config: GatewayConfig) => new SessionBox(config.SESSION_KEY), inject: [CONFIG] },
  {
    provide: SessionStore,
    useFactory: (transactions: Transactions, box: SessionBox, clock: Clock) => new SessionStore(transactions, box, clock),
    inject: [Transactions, SessionBox, Clock],
  },
  {
    provide: IdentityProvider,
    useFactory: (config: GatewayConfig, log: Log) => new IdentityProvider({
      issuer: config.AUTH_ISSUER, internalUrl: config.AUTH_JWKS_URL, clientId: config.OIDC_CLIENT_ID, clientSecret: config.OIDC_CLIENT_SECRET,
      redirectUri: `${config.PUBLIC_BASE_URL}/auth/callback`, timeoutMs: config.OIDC_TIMEOUT_MS,
    }, log),
    inject: [CONFIG, Log],
  },
  {
    provide: LogoutTokens,
    useFactory: (provider: IdentityProvider, clock: Clock, config: GatewayConfig) =>
      new LogoutTokens(provider, clock, { issuer: config.AUTH_ISSUER, audience: config.OIDC_CLIENT_ID }),
    inject: [IdentityProvider, Clock, CONFIG],
  },
  {
    provide: SessionsService,
    useFactory: (store: SessionStore, provider: IdentityProvider, verifier: TokenVerifier, box: SessionBox, clock: Clock, config: GatewayConfig, log: Log) =>
      new SessionsService(store, provider, verifier, box, clock, { idleMs: config.SESSION_IDLE_MS, lifeMs: config.SESSION_LIFE_MS }, log),
    inject: [SessionStore, IdentityProvider, TokenVerifier, SessionBox, Clock, CONFIG, Log],
  },
  {
    provide: SignInService,
    useFactory: (provider: IdentityProvider, sessions: SessionsService, posts: MyPostsReader, box: SessionBox, config: GatewayConfig, log: Log) =>
      new SignInService(provider, sessions, posts, box, { tls: tls(config), lifeMs: config.SESSION_LIFE_MS }, log),
    inject: [IdentityProvider, SessionsService, MyPostsReader, SessionBox, CONFIG, Log],
  },
  MyPostsReader,
];

/** The way to the services. */
const proxyProviders = [
  { provide: RouteTable, useFactory: () => new RouteTable(ROUTES) },
  {
    provide: Upstream,
    useFactory: (config: GatewayConfig) => new Upstream({
      urls: config.SERVICE_URLS, connections: config.SERVICE_CONNECTIONS, waitingLimit: config.SERVICE_WAITING_LIMIT, timeoutMs: config.HTTP_REQUEST_TIMEOUT_MS,
    }),
    inject: [CONFIG],
  },
  {
    provide: RateLimiter,
    useFactory: (config: GatewayConfig, clock: Clock) => new RateLimiter({
      session: { burst: config.RATE_SESSION_BURST, perSecond: config.RATE_SESSION_PER_SECOND },
      partner: { burst: config.RATE_PARTNER_BURST, perSecond: config.RATE_PARTNER_PER_SECOND },
      address: { burst: config.RATE_ADDRESS_BURST, perSecond: config.RATE_ADDRESS_PER_SECOND },
    }, clock),
    inject: [CONFIG, Clock],
  },
  {
    provide: Callers,
    useFactory: (sessions: SessionsService, verifier: TokenVerifier, limits: RateLimiter, config: GatewayConfig) =>
      new Callers(sessions, verifier, limits, { origin: config.PUBLIC_BASE_URL, tls: tls(config), clientId: config.OIDC_CLIENT_ID }),
    inject: [SessionsService, TokenVerifier, RateLimiter, CONFIG],
  },
  {
    provide: ApiDoor,
    useFactory: (callers: Callers, upstream: Upstream, routes: RouteTable, config: GatewayConfig, metrics: GatewayMetrics, log: Log) => new ApiDoor(callers, upstream, routes, {
      base: config.PUBLIC_BASE_URL, bodyLimit: config.HTTP_BODY_LIMIT_BYTES, fileLimit: config.HTTP_FILE_LIMIT_BYTES, extraHeaders: commonHeaders(tls(config)),
    }, metrics, log),
    inject: [Callers, Upstream, RouteTable, CONFIG, GatewayMetrics, Log],
  },
];

@Module({
  imports: [coreModule({ service: 'gateway', prefix: '', idempotency: false })],
  controllers: [AuthController, ServicesController],
  providers: [
    ...sessionProviders,
    ...proxyProviders,
    { provide: ConsoleFiles, useFactory: (config: GatewayConfig) => new ConsoleFiles(config.CONSOLE_DIR), inject: [CONFIG] },
    {
      provide: OpenApiService,
      useFactory: (upstream: Upstream, clock: Clock, config: GatewayConfig) => new OpenApiService(upstream, clock, { serverUrl: config.PUBLIC_BASE_URL, version: '1' }),
      inject: [Upstream, Clock, CONFIG],
    },
    ConsoleDoor, ServiceHealthService, GatewayMetrics, GatewayProblemFilter, Doors,
  ],
})
export class AppModule {}
