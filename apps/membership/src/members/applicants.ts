import type { Principal } from '@doanket/auth';
import type { draftApplication, InputOf, PersonBody } from '@doanket/contracts';
import { searchKey } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { Person } from '../persons/person.entity';
import { PersonsStore } from '../persons/persons.store';
import { ApplicantUnclear, IdentifierOfAnother, NeedsTransfer } from './member.errors';
import { MembersStore } from './members.store';

type Application = InputOf<typeof draftApplication>['body'];

/** Who applies: somebody known, or somebody to be entered. */
export type Applicant = { readonly known: string } | { readonly enter: PersonBody };

/** Finds out who applies, so that nobody is entered twice and no member becomes a member again (ORG-09). */
@Injectable()
export class Applicants {
  constructor(private readonly persons: PersonsStore, private readonly members: MembersStore) {}

  /** Looks over all units, before the transaction of the application. Throws NeedsTransfer, IdentifierOfAnother. */
  async find(body: Application, principal: Principal): Promise<Applicant> {
    const applicant = await this.named(body, principal);
    if ('known' in applicant) await this.requireNoMembership(applicant.known);
    return applicant;
  }

  /** Throws NeedsTransfer for somebody who is a member, or accepted as one, in any unit. */
  async requireNoMembership(personId: string): Promise<void> {
    if (await this.members.isMemberSomewhere(personId)) throw new NeedsTransfer();
  }

  /**
   * Somebody found by identifier must be who was described. Kept by a unit the caller does not reach, the person is opened
   * to the caller by the application itself (policy `person_of_member`), so this is asked in its transaction.
   */
  requireSame(person: Person, described: PersonBody): void {
    const otherDay = described.birthDate !== undefined && person.birthDate !== null && person.birthDate !== described.birthDate;
    if (otherDay || person.nameKey !== searchKey(described.fullName)) throw new IdentifierOfAnother();
  }

  enter(tx: Tx, unitId: string, described: PersonBody): Promise<Person> {
    return this.persons.enter(tx, unitId, described);
  }

  private async named(body: Application, principal: Principal): Promise<Applicant> {
    if (body.personId !== undefined && body.person !== undefined) throw new ApplicantUnclear();
    if (body.person !== undefined) {
      const known = await this.persons.findByIdentifiers(body.person);
      return known === null ? { enter: body.person } : { known };
    }
    const known = body.personId ?? principal.personId;
    if (known === null) throw new ApplicantUnclear();
    return { known };
  }
}
