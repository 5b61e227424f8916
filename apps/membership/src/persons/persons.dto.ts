import type { PersonView } from '@doanket/contracts';
import type { FieldCipher } from './field-cipher';
import { masked } from './identifier.rules';
import type { Person, Identifier } from './person.entity';

/** An identifier as it is shown by default. */
export function maskedOf(person: Person, kind: Identifier, cipher: FieldCipher): string | null {
  const plain = person.reveal(kind, cipher);
  return plain === null ? null : masked(plain);
}

export function toPersonView(person: Person, unitCode: string, cipher: FieldCipher): PersonView {
  return {
    id: person.id, fullName: person.fullName, birthDate: person.birthDate, gender: person.gender, nationality: person.nationality, unitCode,
    personalId: maskedOf(person, 'personalId', cipher), socialInsuranceNo: maskedOf(person, 'socialInsuranceNo', cipher), passportNo: maskedOf(person, 'passportNo', cipher),
    warnings: person.warnings(cipher),
    account: person.username === null || person.accountState === null ? null : { username: person.username, state: person.accountState },
    version: person.version,
  };
}
