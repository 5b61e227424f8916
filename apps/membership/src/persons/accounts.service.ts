import { Audit } from '@doanket/audit';
import { AccountLinkedV1, type AccountBody } from '@doanket/contracts';
import { Clock, newId } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DirectorySource, planned } from '../directory/directory-source';
import { IdentityAdmin } from './identity-admin';
import { Person } from './person.entity';
import { AccountOpen, IdentityAdminUnavailable, NoAccount, PasswordRefused, UsernameTaken } from './person.errors';
import { PersonsStore } from './persons.store';

/** How long the request that reserved an account may take before the timer opens it instead. */
const GRACE_MS = 60_000;
const CHUNK = 20;

/**
 * Accounts at the identity server. The sign-in name is reserved with the person, in one transaction; the account is opened
 * after it, and again by a timer until it is open: a crash between the two leaves nothing behind. Passwords pass through
 * and are kept nowhere; an account the timer opened has none until one is set.
 */
@Injectable()
export class Accounts {
  constructor(
    private readonly identity: IdentityAdmin, private readonly transactions: Transactions, private readonly store: PersonsStore, private readonly source: DirectorySource,
    private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  /** Asked before anything is written. Throws UsernameTaken, PasswordRefused, IdentityAdminUnavailable. */
  async requireUsable(account: AccountBody): Promise<void> {
    if (account.password === account.username) throw new PasswordRefused();
    if ((await this.identity.findAccount(account.username)) !== null) throw new UsernameTaken();
  }

  /** Reserves the sign-in name. Throws AccountOpen, UsernameTaken. */
  async reserve(tx: Tx, person: Person, username: string): Promise<void> {
    if (person.username !== null) throw new AccountOpen();
    person.username = username;
    person.accountState = 'OPENING';
    person.accountSince = this.clock.now();
    await this.store.save(tx, person);
    await this.audit.record(tx, { action: 'account.open', objectType: 'person', objectId: person.id, unitId: person.unitId });
  }

  /** Opens a reserved account, after its transaction. Answers OPENING when the identity server cannot be reached: the timer goes on. */
  async open(personId: string, username: string, password: Pick<AccountBody, 'password' | 'temporary'>): Promise<'OPENING' | 'OPEN'> {
    try {
      const subject = await this.identity.openAccount({ username, password: password.password ?? null, temporary: password.temporary });
      await this.transactions.runWhole((tx) => this.link(tx, personId, subject));
      return 'OPEN';
    } catch (error) {
      if (error instanceof IdentityAdminUnavailable) return 'OPENING';
      throw error;
    }
  }

  async setPassword(person: Person, password: string, temporary: boolean): Promise<void> {
    if (person.subject === null) throw new NoAccount();
    if (password === person.username) throw new PasswordRefused();
    await this.identity.setPassword(person.subject, password, temporary);
  }

  /** Opens what a crash or an outage left behind; called by a timer. */
  async openLeftBehind(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - GRACE_MS);
    const left = await this.transactions.readWhole((tx) =>
      tx.query("select id, username from person where account_state = 'OPENING' and account_since < $1 order by account_since limit $2", [since, CHUNK])) as { id: string; username: string }[];
    for (const { id, username } of left) await this.open(id, username, { temporary: true });
  }

  private async link(tx: Tx, personId: string, subject: string): Promise<void> {
    const person = await this.store.getForUpdate(tx, personId);
    if (person.accountState === 'OPEN') return;
    person.subject = subject;
    person.accountState = 'OPEN';
    await this.store.save(tx, person);
    await this.source.record(tx, newId(), [planned(AccountLinkedV1, { personId, subject }, this.clock.today())]);
  }
}
