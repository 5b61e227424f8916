import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SigningKey { readonly id: string; readonly publicKey: KeyObject; readonly privateKey: KeyObject }

export function newKey(id: string, modulusLength = 2048): SigningKey {
  return { id, ...generateKeyPairSync('rsa', { modulusLength }) };
}

const part = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signs by RS256 whatever it is told to. */
export function signed(claims: unknown, key: SigningKey, header: Record<string, unknown> = {}): string {
  const content = `${part({ alg: 'RS256', typ: 'JWT', kid: key.id, ...header })}.${part(claims)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key.privateKey).toString('base64url')}`;
}

/** The confusion attack: the public key used as an HMAC secret. */
export function signedByHmac(claims: unknown, key: SigningKey): string {
  const content = `${part({ alg: 'HS256', typ: 'JWT', kid: key.id })}.${part(claims)}`;
  return `${content}.${createHmac('sha256', key.publicKey.export({ type: 'spki', format: 'pem' })).update(content).digest('base64url')}`;
}

export function unsigned(claims: unknown): string {
  return `${part({ alg: 'none', typ: 'JWT', kid: 'a' })}.${part(claims)}.`;
}

/** Serves a key set on loopback, counts who asks, and can be slow, silent or broken. */
export class KeyServer {
  keys: readonly SigningKey[] = [];
  calls = 0;
  mode: 'OK' | 'HANGS' | 'FAILS' | 'RUBBISH' | 'REDIRECTS' = 'OK';
  extra: readonly object[] = [];
  private constructor(private readonly server: Server, readonly url: string) {}

  static async start(): Promise<KeyServer> {
    const server = createServer((_request, response) => {
      self.calls += 1;
      if (self.mode === 'HANGS') return;
      if (self.mode === 'FAILS') response.statusCode = 500;
      if (self.mode === 'REDIRECTS') response.writeHead(302, { location: 'http://169.254.169.254/' });
      const keys = self.keys.map((key) => ({ ...key.publicKey.export({ format: 'jwk' }), kid: key.id, use: 'sig', alg: 'RS256' }));
      // Late enough that many callers wait together.
      setTimeout(() => response.end(self.mode === 'RUBBISH' ? '<html>' : JSON.stringify({ keys: [...keys, ...self.extra] })), 20);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const self: KeyServer = new KeyServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/certs`);
    return self;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
