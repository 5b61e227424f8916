import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, createPerson, InputOf, listPersonNames, listPersons, openAccount, PersonView, setPassword } from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import { likePattern, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Accounts } from './accounts.service';
import { FieldKeys } from './field-keys';
import { Person } from './person.entity';
import { PersonNotFound } from './person.errors';
import { toPersonView } from './persons.dto';
import { PersonsStore } from './persons.store';

const NameCursor = z.tuple([z.string(), z.uuid()]);

/** Persons: entering, finding, naming, and their accounts. */
@Injectable()
export class PersonsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly store: PersonsStore,
    private readonly accounts: Accounts, private readonly keys: FieldKeys, private readonly audit: Audit,
  ) {}

  async create({ body }: InputOf<typeof createPerson>, principal: Principal): Promise<PersonView> {
    const { account, unitCode, ...known } = body;
    if (account !== undefined) await this.accounts.requireUsable(account);
    const entered = await this.transactions.run(async (tx) => {
      const unitId = await this.keeper(tx, unitCode, principal);
      const person = await this.store.enter(tx, unitId, known);
      await this.audit.record(tx, { action: 'person.enter', objectType: 'person', objectId: person.id, unitId });
      if (account !== undefined) await this.accounts.reserve(tx, person, account.username);
      return this.view(tx, person);
    });
    if (account === undefined) return entered;
    await this.accounts.open(entered.id, account.username, account);
    return this.get(entered.id);
  }

  async openAccount({ params, body }: InputOf<typeof openAccount>, principal: Principal): Promise<PersonView> {
    await this.accounts.requireUsable(body);
    const reserved = await this.transactions.run(async (tx) => {
      const person = await this.kept(tx, params.id, principal);
      await this.accounts.reserve(tx, person, body.username);
      return this.view(tx, person);
    });
    await this.accounts.open(reserved.id, body.username, body);
    return this.get(params.id);
  }

  async setPassword({ params, body }: InputOf<typeof setPassword>, principal: Principal): Promise<PersonView> {
    const person = await this.transactions.run(async (tx) => {
      const found = await this.kept(tx, params.id, principal);
      await this.audit.record(tx, { action: 'account.set-password', objectType: 'person', objectId: found.id, unitId: found.unitId });
      return found;
    });
    await this.accounts.setPassword(person, body.password, body.temporary);
    return this.get(params.id);
  }

  get(id: string): Promise<PersonView> {
    return this.transactions.read(async (tx) => this.view(tx, await this.store.get(tx, id)));
  }

  /** Over all rows with the caller's units put in: searches under a policy lose their indexes (engineering handbook 7.4). */
  list({ query }: InputOf<typeof listPersons>, principal: Principal): Promise<AnswerOf<typeof listPersons>> {
    return this.transactions.readWhole(async (tx) => {
      const seen = await this.access.unitsOf(tx, principal);
      const unitId = query.unit === undefined ? null : await this.access.requireUnitByCode(tx, principal, 'membership.person.read', query.unit);
      const after = decodeCursor(query.cursor, NameCursor);
      const found = tx.createQueryBuilder(Person, 'p').orderBy('p.nameKey').addOrderBy('p.id').limit(query.limit + 1);
      if (seen !== null) found.andWhere('p.unitId = any(:seen)', { seen });
      if (unitId !== null) found.andWhere('p.unitId = :unitId', { unitId });
      if (query.q !== undefined) found.andWhere('p.nameKey like :q', { q: likePattern(query.q) });
      if (after !== null) found.andWhere('(p.nameKey, p.id) > (:name, :id)', { name: after[0], id: after[1] });
      const rows = await found.getMany();
      const codes = await this.codes(tx, rows.map((row) => row.unitId));
      return pageFrom(rows, query.limit, (row) => toPersonView(row, codes.get(row.unitId) ?? '', this.keys.cipher), (row) => [row.nameKey, row.id]);
    });
  }

  /**
   * Names the caller may know: persons kept by, members of and office-holders in units of the subtree, office-holders of the
   * units above, and one's own.
   */
  names({ query }: InputOf<typeof listPersonNames>, principal: Principal): Promise<AnswerOf<typeof listPersonNames>> {
    return this.transactions.readWhole(async (tx) => {
      if (principal.kind === 'PARTNER') return { items: [] };
      const seen = await this.access.unitsOf(tx, principal);
      const items: AnswerOf<typeof listPersonNames>['items'] = await tx.query(
        `with readable as (select unnest($2::uuid[]) as id), above as (select unit_id as id from directory_scope where path @> text2ltree($4))
         select p.id as "personId", p.full_name as "fullName" from person p
         where p.id = any($1) and ($2::uuid[] is null or p.id = $3 or p.unit_id in (select id from readable)
           or exists (select from member m where m.person_id = p.id and m.unit_id in (select id from readable))
           or exists (select from directory_post o where o.person_id = p.id and (o.unit_id in (select id from readable) or o.unit_id in (select id from above))))`,
        [query.ids.split(','), seen, principal.personId, principal.post?.unitPath ?? '']);
      return { items };
    });
  }

  async view(tx: Tx, person: Person): Promise<PersonView> {
    return toPersonView(person, (await this.codes(tx, [person.unitId])).get(person.unitId) ?? '', this.keys.cipher);
  }

  /** The unit that is to keep a person: the one named, else the one acted as. */
  private async keeper(tx: Tx, unitCode: string | undefined, principal: Principal): Promise<string> {
    if (unitCode !== undefined) return this.access.requireUnitByCode(tx, principal, 'membership.person.keep', unitCode);
    if (principal.post === null) throw new UnitNotFound();
    return principal.post.unitId;
  }

  private async kept(tx: Tx, id: string, principal: Principal): Promise<Person> {
    const person = await this.store.getForUpdate(tx, id);
    await this.access.requireUnit(tx, principal, 'membership.person.keep', person.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new PersonNotFound() : error;
    });
    return person;
  }

  private async codes(tx: Tx, unitIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; code: string }[] = await tx.query('select id, code from directory_unit where id = any($1)', [unitIds]);
    return new Map(rows.map((row) => [row.id, row.code]));
  }
}
