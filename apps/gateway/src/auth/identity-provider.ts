import { IdentityUnavailable } from '@doanket/auth';
import { Log } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import * as openid from 'openid-client';

export interface IdentityProviderOptions {
  /** `iss` of every token, exactly; also where a browser is sent. */
  readonly issuer: string;
  /** Where the gateway itself reaches the identity server, when that is another address than the browser's. */
  readonly internalUrl: string | null;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** Longest wait for one answer of the identity server, milliseconds. */
  readonly timeoutMs: number;
}

/** A sign-in under way; the browser keeps it sealed until it comes back. */
export interface PendingSignIn { readonly state: string; readonly nonce: string; readonly verifier: string }

/** What the identity server gave for a code or a refresh token; the names come from the identity token. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** Seconds the access token lives from its arrival, as the identity server says. */
  readonly livesSeconds: number;
  readonly refreshToken: string | null;
  readonly subject: string | null;
  readonly identitySession: string | null;
  readonly username: string | null;
  readonly fullName: string | null;
}

/** The identity server answered, and the answer is no: the code or refresh token is used up, ended or not ours. */
export class GrantRefused extends Error {
  constructor(readonly reason: string) {
    super(`The identity server refused: ${reason}`);
    this.name = 'GrantRefused';
  }
}

const SCOPE = 'openid profile';

/** The authorization code flow with PKCE against one OpenID provider. Throws IdentityUnavailable when it does not answer. */
@Injectable()
export class IdentityProvider {
  private discovered: Promise<openid.Configuration> | null = null;

  constructor(private readonly options: IdentityProviderOptions, private readonly log: Log) {}

  /** Where to send the browser, and what has to be known when it comes back. */
  async begin(): Promise<{ address: string; pending: PendingSignIn }> {
    const config = await this.configuration();
    const pending = { state: openid.randomState(), nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() };
    const address = openid.buildAuthorizationUrl(config, {
      redirect_uri: this.options.redirectUri, scope: SCOPE, state: pending.state, nonce: pending.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pending.verifier), code_challenge_method: 'S256',
    });
    return { address: address.href, pending };
  }

  /** Takes what the browser came back with: `query` of the callback, with `?`. Throws GrantRefused. */
  async complete(query: string, pending: PendingSignIn): Promise<IssuedTokens> {
    const config = await this.configuration();
    const current = new URL(this.options.redirectUri + query);
    const checks = { pkceCodeVerifier: pending.verifier, expectedState: pending.state, expectedNonce: pending.nonce, idTokenExpected: true };
    return issued(await this.asked(openid.authorizationCodeGrant(config, current, checks)));
  }

  /** Renews tokens; the refresh token works once. Throws GrantRefused. */
  async refresh(refreshToken: string): Promise<IssuedTokens> {
    return issued(await this.asked(openid.refreshTokenGrant(await this.configuration(), refreshToken)));
  }

  /** Ends the session at the identity server as well, which then tells every other client. Answers whether it was told. */
  async end(refreshToken: string): Promise<boolean> {
    try {
      const config = await this.configuration();
      const address = config.serverMetadata().end_session_endpoint;
      if (address === undefined) return false;
      const form = new URLSearchParams({ client_id: this.options.clientId, client_secret: this.options.clientSecret, refresh_token: refreshToken });
      const response = await this.reach(address, { method: 'POST', body: form, signal: AbortSignal.timeout(this.options.timeoutMs) });
      await response.arrayBuffer();
      return response.ok;
    } catch (error) {
      this.log.warn({ event: 'identity-logout-failed', because: messageOf(error) });
      return false;
    }
  }

  /** The address of the keys, as the gateway reaches it. */
  async keysAddress(): Promise<URL> {
    const address = (await this.configuration()).serverMetadata().jwks_uri;
    if (address === undefined) throw new IdentityUnavailable();
    return new URL(this.inside(address));
  }

  private configuration(): Promise<openid.Configuration> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = null;
      this.log.warn({ event: 'identity-discovery-failed', because: messageOf(error) });
      throw new IdentityUnavailable();
    });
    return this.discovered;
  }

  private discover(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret, timeoutMs } = this.options;
    const insecure = new URL(issuer).protocol === 'http:';
    return openid.discovery(new URL(issuer), clientId, { client_secret: clientSecret }, openid.ClientSecretBasic(clientSecret), {
      // Keycloak on loopback speaks plain HTTP; the configuration refuses such an issuer anywhere else.
      execute: insecure ? [openid.allowInsecureRequests] : [],
      timeout: timeoutMs / 1_000,
      [openid.customFetch]: (url, init) => this.reach(url, init as RequestInit),
    });
  }

  private reach(url: string, init: RequestInit): Promise<Response> {
    return fetch(this.inside(url), init);
  }

  private inside(url: string): string {
    const { issuer, internalUrl } = this.options;
    const outside = new URL(issuer).origin;
    return internalUrl !== null && url.startsWith(`${outside}/`) ? new URL(internalUrl).origin + url.slice(outside.length) : url;
  }

  private async asked<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof openid.AuthorizationResponseError) throw new GrantRefused(error.error);
      if (error instanceof openid.ResponseBodyError && error.status < 500) throw new GrantRefused(error.error);
      if (error instanceof openid.ClientError && isAboutTheAnswer(error)) throw new GrantRefused(error.code ?? 'invalid_response');
      this.log.warn({ event: 'identity-server-failed', because: messageOf(error) });
      throw new IdentityUnavailable();
    }
  }
}

/** Answers that came and do not hold (state, nonce, signature, expiry), against no answer at all. */
function isAboutTheAnswer(error: openid.ClientError): boolean {
  return error.code !== undefined && error.code !== 'OAUTH_TIMEOUT' && error.code !== 'OAUTH_RESPONSE_IS_NOT_CONFORM' && error.code.startsWith('OAUTH_');
}

function issued(tokens: openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers): IssuedTokens {
  const claims = tokens.claims();
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return {
    accessToken: tokens.access_token, livesSeconds: tokens.expires_in ?? 0, refreshToken: tokens.refresh_token ?? null,
    subject: claims?.sub ?? null, identitySession: text(claims?.['sid']),
    username: text(claims?.['preferred_username']), fullName: text(claims?.['name']),
  };
}

/** The innermost cause says what happened on the line; its wrappers say "something went wrong". */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? messageOf(error.cause) : error.message;
}
