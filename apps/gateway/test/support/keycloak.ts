import { randomUUID } from 'node:crypto';

/** A person of the test realm. */
export interface TestAccount { readonly id: string; readonly username: string; readonly password: string }

/** The administration of a real Keycloak: clients and accounts for one spec file, removed when it ends. */
export class KeycloakAdmin {
  private readonly made: string[] = [];
  private token = { value: '', until: 0 };

  private constructor(readonly url: string, readonly realm: string, private readonly username: string, private readonly password: string) {}

  /** Reads KEYCLOAK_URL_TEST and its like; fails without them: no test is skipped. */
  static fromEnvironment(): KeycloakAdmin {
    const need = (name: string) => {
      const value = process.env[name];
      if (value === undefined || value === '') throw new Error(`${name} is missing: these tests need a Keycloak server and never skip`);
      return value;
    };
    const url = need('KEYCLOAK_URL_TEST').replace(/\/$/, '');
    return new KeycloakAdmin(url, process.env['KEYCLOAK_REALM_TEST'] ?? 'doanket', need('KEYCLOAK_ADMIN_USERNAME_TEST'), need('KEYCLOAK_ADMIN_PASSWORD_TEST'));
  }

  get issuer(): string {
    return `${this.url}/realms/${this.realm}`;
  }

  /** A browser client like the product's own, for a gateway at another address. */
  async addGatewayClient(gateway: { publicUrl: string; internalUrl: string }): Promise<{ clientId: string; secret: string }> {
    const client = { clientId: `gateway-test-${randomUUID().slice(0, 8)}`, secret: randomUUID() };
    await this.create('/clients', {
      ...client, protocol: 'openid-connect', publicClient: false, clientAuthenticatorType: 'client-secret', standardFlowEnabled: true,
      implicitFlowEnabled: false, directAccessGrantsEnabled: false, fullScopeAllowed: true, redirectUris: [`${gateway.publicUrl}/auth/callback`],
      defaultClientScopes: ['basic', 'roles', 'profile', 'doanket-api'], optionalClientScopes: [],
      attributes: {
        'pkce.code.challenge.method': 'S256', 'post.logout.redirect.uris': `${gateway.publicUrl}/`,
        'backchannel.logout.url': `${gateway.internalUrl}/auth/backchannel-logout`, 'backchannel.logout.session.required': 'true',
      },
    });
    return client;
  }

  /** A partner's client with its service account. */
  async addPartner(): Promise<{ clientId: string; secret: string }> {
    const client = { clientId: `partner-test-${randomUUID().slice(0, 8)}`, secret: randomUUID() };
    const id = await this.create('/clients', {
      ...client, protocol: 'openid-connect', publicClient: false, clientAuthenticatorType: 'client-secret', standardFlowEnabled: false,
      serviceAccountsEnabled: true, fullScopeAllowed: true, defaultClientScopes: ['basic', 'roles', 'doanket-api'], optionalClientScopes: [],
    });
    const { id: account } = await this.call<{ id: string }>('GET', `/clients/${id}/service-account-user`);
    await this.grant(account, 'partner');
    return client;
  }

  async addPerson(name: string): Promise<TestAccount> {
    const account = { username: `${name}-${randomUUID().slice(0, 8)}`, password: `Mat-khau-${randomUUID()}` };
    const id = await this.create('/users', {
      username: account.username, enabled: true, firstName: 'Thử', lastName: name, email: `${account.username}@example.test`, emailVerified: true,
      credentials: [{ type: 'password', value: account.password, temporary: false }],
    });
    await this.grant(id, 'person');
    return { id, ...account };
  }

  /** Ends all sessions of a person, as an administrator does. */
  async signOut(userId: string): Promise<void> {
    await this.call('POST', `/users/${userId}/logout`);
  }

  /** Failed sign-ins that brute-force detection has counted for a person. */
  async signInFailures(userId: string): Promise<number> {
    return (await this.call<{ numFailures: number }>('GET', `/attack-detection/brute-force/users/${userId}`)).numFailures;
  }

  /** An access token by client credentials. */
  async partnerToken(client: { clientId: string; secret: string }): Promise<string> {
    const form = { grant_type: 'client_credentials', client_id: client.clientId, client_secret: client.secret };
    return tokenFrom(`${this.issuer}/protocol/openid-connect/token`, form);
  }

  async removeAll(): Promise<void> {
    for (const path of this.made.reverse()) await this.call('DELETE', path);
  }

  private async grant(userId: string, role: string): Promise<void> {
    await this.call('POST', `/users/${userId}/role-mappings/realm`, [await this.call('GET', `/roles/${role}`)]);
  }

  private async create(path: string, body: object): Promise<string> {
    const response = await this.send('POST', path, body);
    const id = response.headers.get('location')?.split('/').at(-1);
    if (id === undefined) throw new Error(`Keycloak gave no id for ${path}`);
    this.made.push(`${path}/${id}`);
    return id;
  }

  private async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const text = await (await this.send(method, path, body)).text();
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${this.url}/admin/realms/${this.realm}${path}`, {
      method, headers: { authorization: `Bearer ${await this.adminToken()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Keycloak ${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  private async adminToken(): Promise<string> {
    if (this.token.until < Date.now()) {
      const form = { grant_type: 'password', client_id: 'admin-cli', username: this.username, password: this.password };
      this.token = { value: await tokenFrom(`${this.url}/realms/master/protocol/openid-connect/token`, form), until: Date.now() + 30_000 };
    }
    return this.token.value;
  }
}

async function tokenFrom(address: string, form: Record<string, string>): Promise<string> {
  const response = await fetch(address, { method: 'POST', body: new URLSearchParams(form) });
  const body = (await response.json()) as { access_token?: string };
  if (body.access_token === undefined) throw new Error(`No token from ${address}: ${JSON.stringify(body)}`);
  return body.access_token;
}
