/** An account to be opened at the identity server. */
export interface NewAccount { readonly username: string; readonly password: string | null; readonly temporary: boolean }

/**
 * What membership does at the identity server: open accounts of persons and clients of partners. Throws
 * IdentityAdminUnavailable when it cannot be reached. Every method may be repeated.
 */
export abstract class IdentityAdmin {
  /** The subject (`sub`) of an account, or null. */
  abstract findAccount(username: string): Promise<string | null>;
  /** Opens an account with the coarse role `person`; one that exists already is completed. Answers its subject. */
  abstract openAccount(account: NewAccount): Promise<string>;
  abstract setPassword(subject: string, password: string, temporary: boolean): Promise<void>;
  /** True when such a client exists. */
  abstract hasClient(clientId: string): Promise<boolean>;
  /** Opens a client with the coarse role `partner`; one that exists already is completed. */
  abstract openPartner(clientId: string, name: string): Promise<void>;
  /** Makes a new secret; the old one ends. */
  abstract renewSecret(clientId: string): Promise<string>;
}
