import { IdentityAdmin, type NewAccount } from './identity-admin';
import { IdentityAdminUnavailable, PasswordRefused } from './person.errors';

export interface KeycloakAdminOptions { readonly url: string; readonly realm: string; readonly clientId: string; readonly clientSecret: string }

interface Answer { readonly status: number; readonly body: unknown; readonly location: string | null }

const TIMEOUT_MS = 5_000;
/** A token is renewed this long before it ends. */
const TOKEN_MARGIN_MS = 10_000;

/** The admin API of Keycloak, as the client `membership` of the realm may use it: users and clients, nothing else. */
export class KeycloakIdentityAdmin extends IdentityAdmin {
  private token: Promise<{ readonly value: string; readonly until: number }> | null = null;

  constructor(private readonly options: KeycloakAdminOptions) {
    super();
  }

  override async findAccount(username: string): Promise<string | null> {
    const { body } = await this.call('GET', `/users?username=${encodeURIComponent(username)}&exact=true`, [200]);
    return (body as { id: string }[])[0]?.id ?? null;
  }

  override async openAccount(account: NewAccount): Promise<string> {
    const created = await this.call('POST', '/users', [201, 409], { username: account.username, enabled: true });
    const subject = created.status === 201 ? idIn(created.location) : await this.findAccount(account.username);
    if (subject === null) throw new IdentityAdminUnavailable();
    if (account.password !== null) await this.setPassword(subject, account.password, account.temporary);
    await this.giveRole(subject, 'person');
    return subject;
  }

  override async setPassword(subject: string, password: string, temporary: boolean): Promise<void> {
    const answer = await this.call('PUT', `/users/${subject}/reset-password`, [204, 400], { type: 'password', value: password, temporary });
    if (answer.status === 400) throw new PasswordRefused();
  }

  override async hasClient(clientId: string): Promise<boolean> {
    return (await this.findClient(clientId)) !== null;
  }

  override async openPartner(clientId: string, name: string): Promise<void> {
    await this.call('POST', '/clients', [201, 409], {
      clientId, name, protocol: 'openid-connect', enabled: true, publicClient: false, serviceAccountsEnabled: true, standardFlowEnabled: false,
      implicitFlowEnabled: false, directAccessGrantsEnabled: false, fullScopeAllowed: false, redirectUris: [], webOrigins: [],
      defaultClientScopes: ['basic', 'roles', 'doanket-api'], optionalClientScopes: [],
    });
    const { body } = await this.call('GET', `/clients/${await this.clientUuid(clientId)}/service-account-user`, [200]);
    await this.giveRole((body as { id: string }).id, 'partner');
  }

  override async renewSecret(clientId: string): Promise<string> {
    const { body } = await this.call('POST', `/clients/${await this.clientUuid(clientId)}/client-secret`, [200]);
    return (body as { value: string }).value;
  }

  private async giveRole(subject: string, role: 'person' | 'partner'): Promise<void> {
    const { body } = await this.call('GET', `/roles/${role}`, [200]);
    await this.call('POST', `/users/${subject}/role-mappings/realm`, [204], [body]);
  }

  private async findClient(clientId: string): Promise<string | null> {
    const { body } = await this.call('GET', `/clients?clientId=${encodeURIComponent(clientId)}`, [200]);
    return (body as { id: string }[])[0]?.id ?? null;
  }

  private async clientUuid(clientId: string): Promise<string> {
    const id = await this.findClient(clientId);
    if (id === null) throw new IdentityAdminUnavailable();
    return id;
  }

  /** Anything but an expected status means that we and the identity server do not understand each other now. */
  private async call(method: string, path: string, expected: readonly number[], body?: unknown): Promise<Answer> {
    let answer = await this.send(method, path, body);
    if (answer.status === 401) {
      this.token = null;
      answer = await this.send(method, path, body);
    }
    if (!expected.includes(answer.status)) throw new IdentityAdminUnavailable(answer.status);
    return answer;
  }

  private async send(method: string, path: string, body: unknown): Promise<Answer> {
    const token = await this.accessToken();
    const response = await this.fetch(`${this.options.url}/admin/realms/${this.options.realm}${path}`, {
      method, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, location: response.headers.get('location'), body: text === '' || !response.ok ? null : JSON.parse(text) };
  }

  private async accessToken(): Promise<string> {
    const now = performance.now();
    if (this.token !== null && (await this.token).until > now) return (await this.token).value;
    this.token = this.newToken(now);
    this.token.catch(() => {
      this.token = null;
    });
    return (await this.token).value;
  }

  private async newToken(now: number): Promise<{ value: string; until: number }> {
    const { url, realm, clientId, clientSecret } = this.options;
    const response = await this.fetch(`${url}/realms/${realm}/protocol/openid-connect/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    });
    if (!response.ok) throw new IdentityAdminUnavailable(response.status);
    const token = (await response.json()) as { access_token: string; expires_in: number };
    return { value: token.access_token, until: now + token.expires_in * 1_000 - TOKEN_MARGIN_MS };
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch {
      throw new IdentityAdminUnavailable();
    }
  }
}

function idIn(location: string | null): string | null {
  return location?.split('/').at(-1) ?? null;
}
