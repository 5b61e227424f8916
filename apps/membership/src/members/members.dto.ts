import type { MemberDetail, MemberView, WorkProfile } from '@doanket/contracts';
import type { FieldCipher } from '../persons/field-cipher';
import type { Person } from '../persons/person.entity';
import { maskedOf } from '../persons/persons.dto';
import type { Member } from './member.entity';

/** A unit as it is named beside a member. */
export interface NamedUnit { readonly code: string; readonly name: string }

export function toMemberView(member: Member, person: Pick<Person, 'fullName'>, unit: NamedUnit): MemberView {
  return {
    id: member.id, personId: member.personId, fullName: person.fullName, unitCode: unit.code, unitName: unit.name, status: member.status,
    appliedOn: member.appliedOn, admittedOn: member.admittedOn, decisionId: member.decisionId, dossierId: member.dossierId,
    rejectedBecause: member.rejectedBecause, version: member.version,
  };
}

export function toMemberDetail(member: Member, person: Person, unit: NamedUnit, cipher: FieldCipher): MemberDetail {
  return {
    ...toMemberView(member, person, unit),
    profile: {
      ...openProfileOf(member), birthDate: person.birthDate, gender: person.gender, nationality: person.nationality,
      personalId: maskedOf(person, 'personalId', cipher), socialInsuranceNo: maskedOf(person, 'socialInsuranceNo', cipher), passportNo: maskedOf(person, 'passportNo', cipher),
      consent: member.consentGivenOn === null ? null : { givenOn: member.consentGivenOn, purposes: [...member.consentPurposes] as never },
    },
    warnings: person.warnings(cipher),
  };
}

/** Without what is shown only for a reason. */
function openProfileOf(member: Member): Omit<WorkProfile, 'partyMember'> {
  return {
    employeeCode: member.employeeCode, job: member.job, education: member.education, directWorker: member.directWorker, leader: member.leader,
    skillGrade: member.skillGrade,
  };
}
