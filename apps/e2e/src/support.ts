import { readFileSync } from 'node:fs';
import { GatewaySession } from '../../../tools/src/support/gateway-session';

export interface DemoAccount { readonly username: string; readonly password: string; readonly level: 'N' | 'C' | 'S' | 'G'; readonly unitCode: string; readonly posts: readonly string[] }
export interface Demo {
  readonly baseUrl: string; readonly issuer: string; readonly administrator: { readonly username: string; readonly password: string }; readonly accounts: readonly DemoAccount[];
  readonly partners: readonly { readonly clientId: string; readonly clientSecret: string; readonly scopes: readonly string[] }[];
}

/** The demo the running stack played; `npm test` names its file. */
export function demo(): Demo {
  const file = process.env['DEMO_FILE'];
  if (file === undefined) throw new Error('DEMO_FILE is missing: journeys need the running stack with its demo');
  const read = JSON.parse(readFileSync(file, 'utf8')) as Demo;
  return { ...read, baseUrl: process.env['BASE_URL'] ?? read.baseUrl };
}

/** The account of that name; throws when the demo has none. */
export function account(username: string): DemoAccount {
  const found = demo().accounts.find((candidate) => candidate.username === username);
  if (found === undefined) throw new Error(`The demo has no account ${username}`);
  return found;
}

export function signIn(username: string): Promise<GatewaySession> {
  const { password } = account(username);
  return GatewaySession.signIn({ baseUrl: demo().baseUrl, username, password });
}
