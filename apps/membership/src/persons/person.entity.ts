import type { IdentifierWarning, PersonBody } from '@doanket/contracts';
import { searchKey, type Day } from '@doanket/kernel';
import { Check, Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { personalIdWarnings, type FieldSealer } from './identifier.rules';

export const IDENTIFIERS = ['personalId', 'socialInsuranceNo', 'passportNo'] as const;
export type Identifier = (typeof IDENTIFIERS)[number];

/** Columns of an identifier: the sealed value and its blind index. */
const COLUMN_OF = { personalId: 'personal_id', socialInsuranceNo: 'social_insurance_no', passportNo: 'passport_no' } as const;

/** Somebody: member, officer or applicant. `unitId` is the unit that keeps the data. Identifiers are sealed (ORG-11). */
@Entity({ name: 'person', comment: 'visibility: SELF' })
@Unique('person_personal_id_unique', ['personalIdIndex'])
@Unique('person_social_insurance_no_unique', ['socialInsuranceNoIndex'])
@Unique('person_passport_no_unique', ['passportNoIndex'])
@Unique('person_username_unique', ['username'])
@Check('person_gender', "gender in ('MALE', 'FEMALE')")
@Check('person_account_state', "account_state in ('OPENING', 'OPEN')")
@Index('person_list', ['nameKey', 'id'])
@Index('person_unit', ['unitId'])
@Index('person_name_index', { synchronize: false })
@Index('person_duplicate', { synchronize: false })
@Index('person_unidentified', { synchronize: false })
@Index('person_opening', { synchronize: false })
export class Person {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'person_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id', comment: 'the unit that keeps the data of this person' }) unitId!: string;
  @Column('text', { name: 'full_name' }) fullName!: string;
  @Column('text', { name: 'name_key' }) nameKey!: string;
  @Column('date', { name: 'birth_date', nullable: true }) birthDate!: Day | null;
  @Column('text', { nullable: true }) gender!: 'MALE' | 'FEMALE' | null;
  @Column('text') nationality!: string;
  @Column('bytea', { name: 'personal_id', nullable: true, comment: 'sealed: AES-256-GCM, bound to table, column and row' }) personalId!: Buffer | null;
  @Column('bytea', { name: 'personal_id_index', nullable: true, comment: 'HMAC under a key outside the database: equal identifiers are found without being read' }) personalIdIndex!: Buffer | null;
  @Column('bytea', { name: 'social_insurance_no', nullable: true }) socialInsuranceNo!: Buffer | null;
  @Column('bytea', { name: 'social_insurance_no_index', nullable: true }) socialInsuranceNoIndex!: Buffer | null;
  @Column('bytea', { name: 'passport_no', nullable: true }) passportNo!: Buffer | null;
  @Column('bytea', { name: 'passport_no_index', nullable: true }) passportNoIndex!: Buffer | null;
  @Column('text', { nullable: true }) username!: string | null;
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('text', { name: 'account_state', nullable: true }) accountState!: 'OPENING' | 'OPEN' | null;
  @Column('timestamptz', { name: 'account_since', nullable: true }) accountSince!: Date | null;
  @Column('uuid', { name: 'import_id', nullable: true }) importId!: string | null;
  @Column('uuid', { name: 'merged_into', nullable: true, comment: 'the record that stays of two that were one person' }) mergedInto!: string | null;
  @VersionColumn() version!: number;

  static entered(id: string, unitId: string, body: PersonBody, cipher: FieldSealer): Person {
    const person = Object.assign(new Person(), {
      id, unitId, personalId: null, personalIdIndex: null, socialInsuranceNo: null, socialInsuranceNoIndex: null, passportNo: null, passportNoIndex: null,
      username: null, subject: null, accountState: null, accountSince: null, importId: null, mergedInto: null,
    });
    person.describe({ fullName: body.fullName, birthDate: body.birthDate ?? null, gender: body.gender ?? null, nationality: body.nationality });
    for (const kind of IDENTIFIERS) if (body[kind] !== undefined) person.identify(kind, body[kind], cipher);
    return person;
  }

  describe(known: Pick<Person, 'fullName' | 'birthDate' | 'gender' | 'nationality'>): void {
    this.fullName = known.fullName;
    this.nameKey = searchKey(known.fullName);
    this.birthDate = known.birthDate;
    this.gender = known.gender;
    this.nationality = known.nationality;
  }

  /** Sets or takes away an identifier; the plain value is kept nowhere. */
  identify(kind: Identifier, plain: string | null, cipher: FieldSealer): void {
    this[kind] = plain === null ? null : cipher.seal(this.placeOf(kind), plain);
    this[`${kind}Index`] = plain === null ? null : cipher.blindIndex(kind, plain);
  }

  /** The plain identifier. Whoever calls it logs the reading. */
  reveal(kind: Identifier, cipher: FieldSealer): string | null {
    const sealed = this[kind];
    return sealed === null ? null : cipher.open(this.placeOf(kind), sealed);
  }

  /** Doubts about the personal id; none without one. */
  warnings(cipher: FieldSealer): IdentifierWarning[] {
    const personalId = this.reveal('personalId', cipher);
    return personalId === null ? [] : personalIdWarnings(personalId, { birthDate: this.birthDate, gender: this.gender });
  }

  private placeOf(kind: Identifier): { table: string; column: string; rowId: string } {
    return { table: 'person', column: COLUMN_OF[kind], rowId: this.id };
  }
}
