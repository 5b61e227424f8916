import type { PersonBody } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { FieldKeys } from './field-keys';
import { Person, IDENTIFIERS, type Identifier } from './person.entity';
import { PersonKnown, PersonNotFound, UsernameTaken } from './person.errors';

/** Loads and stores persons for the features of membership. */
@Injectable()
export class PersonsStore {
  constructor(private readonly keys: FieldKeys, private readonly transactions: Transactions) {}

  /** Throws PersonNotFound for what the transaction may not see. */
  async requireKnown(tx: Tx, personId: string): Promise<void> {
    const rows: unknown[] = await tx.query('select 1 from person where id = $1', [personId]);
    if (rows.length === 0) throw new PersonNotFound();
  }

  async get(tx: Tx, id: string): Promise<Person> {
    const person = await tx.findOne(Person, { where: { id } });
    if (person === null) throw new PersonNotFound();
    return person;
  }

  async getForUpdate(tx: Tx, id: string): Promise<Person> {
    const person = await tx.findOne(Person, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (person === null) throw new PersonNotFound();
    return person;
  }

  /** Enters a person kept by a unit. */
  enter(tx: Tx, unitId: string, body: PersonBody): Promise<Person> {
    return this.save(tx, Person.entered(newId(), unitId, body, this.keys.cipher));
  }

  save(tx: Tx, person: Person): Promise<Person> {
    return tx.save(person).catch((error: unknown) => {
      throw namedFault(error) ?? error;
    });
  }

  /**
   * The id of whoever bears one of these identifiers, in whatever unit: so that nobody is entered twice. Looks over all
   * rows, in a transaction of its own; tells nothing but the id.
   */
  findByIdentifiers(body: Partial<Record<Identifier, string | undefined>>): Promise<string | null> {
    const indexes = IDENTIFIERS.map((kind) => (body[kind] === undefined ? null : this.keys.cipher.blindIndex(kind, body[kind])));
    if (indexes.every((index) => index === null)) return Promise.resolve(null);
    return this.transactions.readWhole(async (tx) => {
      const rows: { id: string }[] = await tx.query(
        'select id from person where personal_id_index = $1 or social_insurance_no_index = $2 or passport_no_index = $3 limit 1', indexes);
      return rows[0]?.id ?? null;
    });
  }
}

function namedFault(error: unknown): Error | null {
  if (violated(error, 'person_personal_id_unique')) return new PersonKnown('personalId');
  if (violated(error, 'person_social_insurance_no_unique')) return new PersonKnown('socialInsuranceNo');
  if (violated(error, 'person_passport_no_unique')) return new PersonKnown('passportNo');
  return violated(error, 'person_username_unique') ? new UsernameTaken() : null;
}
