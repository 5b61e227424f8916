import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** What a token says besides the usual; `undefined` removes a claim. */
export type ClaimOverrides = Readonly<Record<string, unknown>>;

/** Issuer and audience of test tokens. */
export const TEST_ISSUER = 'http://identity.test/realms/doanket';
export const TEST_AUDIENCE = 'doanket-api';
const LIFETIME_S = 300;

/** An identity server in miniature: an own RSA key, its key set over HTTP on loopback, and tokens signed by it. */
export class TestIdentity {
  private constructor(readonly jwksUrl: string, private readonly server: Server, private readonly key: KeyObject) {}

  static async start(): Promise<TestIdentity> {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const keys = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test-key', use: 'sig', alg: 'RS256' }] });
    const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(keys));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TestIdentity(`http://127.0.0.1:${(server.address() as AddressInfo).port}/certs`, server, privateKey);
  }

  /** A valid access token of this subject, as the gateway would get it. */
  token(subject: string, over: ClaimOverrides = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: TEST_ISSUER, aud: TEST_AUDIENCE, azp: 'gateway', sub: subject, typ: 'Bearer', iat: now, exp: now + LIFETIME_S,
      realm_access: { roles: ['person'] }, scope: 'openid', ...over,
    };
    const signed = [{ alg: 'RS256', typ: 'JWT', kid: 'test-key' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(this.key).toString('base64url')}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
