import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface FakeUser { readonly id: string; readonly username: string; password: string | null; temporary: boolean; readonly roles: string[] }
interface FakeClient { readonly id: string; readonly clientId: string; readonly serviceAccount: string; secret: string; readonly roles: string[] }

/** The part of Keycloak's admin API that membership uses, in memory. `platform.int-spec.ts` holds the real one beside it. */
export class FakeKeycloak {
  readonly users = new Map<string, FakeUser>();
  readonly clients = new Map<string, FakeClient>();
  /** Answers 503 while true. */
  down = false;
  private server: Server | null = null;

  async start(): Promise<string> {
    this.server = createServer((request, response) => void this.handle(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', 'http://fake');
    const send = (status: number, body?: unknown, location?: string): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...(location === undefined ? {} : { location }) });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (this.down) return send(503);
    if (url.pathname.endsWith('/protocol/openid-connect/token')) return send(200, { access_token: 'token', expires_in: 300 });
    const [, resource = '', id = '', ...rest] = url.pathname.replace('/admin/realms/doanket', '').split('/');
    const body: unknown = text === '' ? null : JSON.parse(text);
    if (resource === 'roles') return send(200, { id: randomUUID(), name: id });
    if (resource === 'users') return this.users_(request.method ?? '', id, rest.join('/'), url, body, send);
    if (resource === 'clients') return this.clients_(request.method ?? '', id, rest.join('/'), url, body, send);
    send(404);
  }

  private users_(method: string, id: string, rest: string, url: URL, body: unknown, send: (status: number, body?: unknown, location?: string) => void): void {
    if (method === 'GET' && id === '') {
      const found = [...this.users.values()].filter((user) => user.username === url.searchParams.get('username'));
      return send(200, found.map((user) => ({ id: user.id, username: user.username })));
    }
    if (method === 'POST' && id === '') {
      const { username } = body as { username: string };
      if ([...this.users.values()].some((user) => user.username === username)) return send(409);
      const user = { id: randomUUID(), username, password: null, temporary: false, roles: [] };
      this.users.set(user.id, user);
      return send(201, undefined, `http://fake/admin/realms/doanket/users/${user.id}`);
    }
    const user = this.users.get(id);
    if (rest === 'reset-password' && user !== undefined) {
      const { value, temporary } = body as { value: string; temporary: boolean };
      if (value.length < 12) return send(400);
      Object.assign(user, { password: value, temporary });
      return send(204);
    }
    if (rest === 'role-mappings/realm') {
      const target = user ?? [...this.clients.values()].find((client) => client.serviceAccount === id);
      target?.roles.push(...(body as { name: string }[]).map((role) => role.name));
      return send(target === undefined ? 404 : 204);
    }
    send(404);
  }

  private clients_(method: string, id: string, rest: string, url: URL, body: unknown, send: (status: number, body?: unknown, location?: string) => void): void {
    if (method === 'GET' && id === '') {
      return send(200, [...this.clients.values()].filter((client) => client.clientId === url.searchParams.get('clientId')).map((client) => ({ id: client.id })));
    }
    if (method === 'POST' && id === '') {
      const { clientId } = body as { clientId: string };
      const client = { id: randomUUID(), clientId, serviceAccount: randomUUID(), secret: '', roles: [] };
      this.clients.set(client.id, client);
      return send(201);
    }
    const client = this.clients.get(id);
    if (client === undefined) return send(404);
    if (rest === 'service-account-user') return send(200, { id: client.serviceAccount });
    client.secret = randomUUID();
    send(200, { value: client.secret });
  }
}
