import { randomBytes } from 'node:crypto';

/** One demo account. Passwords are made anew for each installation; the file that holds them stays on this machine. */
export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly level: 'N' | 'C' | 'S' | 'G';
  readonly unitCode: string;
  readonly posts: readonly string[];
  /** Invented name, as the sign-in page greets them. */
  readonly fullName: string;
}

export interface DemoFile {
  readonly baseUrl: string;
  readonly issuer: string;
  readonly administrator: { readonly username: string; readonly password: string };
  readonly accounts: readonly DemoAccount[];
  readonly partners: readonly { readonly clientId: string; readonly clientSecret: string; readonly scopes: readonly string[] }[];
}

/** A password for one account of one installation. */
export const newPassword = (): string => `Dk-${randomBytes(12).toString('base64url')}`;
