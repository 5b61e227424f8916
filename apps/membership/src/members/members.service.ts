import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import {
  MemberClassifiedV1, type admitMember, type AnswerOf, type changeProfile, type draftApplication, type InputOf, type MemberAdmittedItem,
  type MemberDetail, type MemberView, type readIdentifiers, type readSensitiveFacts, type SensitiveFacts, type rejectMember, type submitApplication,
} from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Dossiers } from '@doanket/dossier';
import { Clock, newId } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { requireVersion } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { Blocs } from '../blocs/blocs';
import { FieldKeys } from '../persons/field-keys';
import { IDENTIFIERS, type Person } from '../persons/person.entity';
import { PersonsStore } from '../persons/persons.store';
import type { DecisionOf } from '../units/unit-decisions';
import { isLive } from '../units/unit.rules';
import { MEMBER_ADMISSION } from './admission.dossier';
import { Applicants } from './applicants';
import { Member } from './member.entity';
import { AdmittedBeforeApplied, MemberNotFound, NotAGrassrootsUnion } from './member.errors';
import { toMemberDetail, toMemberView } from './members.dto';
import { MembersStore } from './members.store';

/** Members of grassroots unions: application, admission, profile (ORG-09, ORG-11). */
@Injectable()
export class MembersService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly directory: Directory, private readonly outbox: Outbox,
    private readonly audit: Audit, private readonly dossiers: Dossiers, private readonly store: MembersStore, private readonly persons: PersonsStore,
    private readonly applicants: Applicants, private readonly keys: FieldKeys, private readonly blocs: Blocs,
  ) {}

  async draft({ body }: InputOf<typeof draftApplication>, principal: Principal): Promise<MemberDetail> {
    const applicant = await this.applicants.find(body, principal);
    return this.transactions.run(async (tx) => {
      const unitId = await this.appliedTo(tx, body.unitCode, principal, 'known' in applicant && applicant.known === principal.personId);
      if (body.personId !== undefined && body.personId !== principal.personId) await this.persons.requireKnown(tx, body.personId);
      const entered = 'enter' in applicant ? await this.applicants.enter(tx, unitId, applicant.enter) : null;
      const personId = 'known' in applicant ? applicant.known : (entered?.id ?? '');
      const member = await this.store.save(tx, Member.drafted({ id: newId(), personId, unitId, profile: body.profile, consent: body.consent ?? null }));
      const person = entered ?? await this.persons.get(tx, personId);
      if (entered === null && body.person !== undefined) this.applicants.requireSame(person, body.person);
      member.dossierId = await this.dossiers.open(tx, principal, {
        definition: MEMBER_ADMISSION.code, subjectType: 'member', subjectId: member.id, subjectPersonId: personId, unitId, title: person.fullName,
      });
      await this.store.save(tx, member);
      await this.audit.record(tx, { action: 'member.draft', objectType: 'member', objectId: member.id, unitId });
      return this.detail(tx, member, person);
    });
  }

  async changeProfile({ params, body }: InputOf<typeof changeProfile>, principal: Principal, read: number): Promise<MemberDetail> {
    return this.transactions.run(async (tx) => {
      const member = await this.owned(tx, params.id, principal);
      requireVersion(read, member.version);
      const person = await this.persons.getForUpdate(tx, member.personId);
      person.describe(body);
      const { cipher } = this.keys;
      for (const kind of IDENTIFIERS) if (body[kind] !== undefined) person.identify(kind, body[kind], cipher);
      await this.persons.save(tx, person);
      const classified = member.describe(body.profile, body.consent);
      await this.store.save(tx, touched(member));
      if (classified !== null) await this.outbox.publish(tx, MemberClassifiedV1, classified);
      await this.audit.record(tx, {
        action: 'member.change-profile', objectType: 'member', objectId: member.id, unitId: member.unitId,
        after: { identifiers: IDENTIFIERS.filter((kind) => body[kind] !== undefined), warnings: person.warnings(cipher) },
      });
      return this.detail(tx, member, person);
    });
  }

  async submit({ params, body }: InputOf<typeof submitApplication>, principal: Principal): Promise<MemberDetail> {
    await this.requireNoMembership(params.id);
    return this.transactions.run(async (tx) => {
      const member = await this.owned(tx, params.id, principal);
      member.appliedOn = body.appliedOn;
      await this.store.save(tx, member);
      await this.dossiers.submit(tx, principal, dossierOf(member));
      return this.view(tx, params.id);
    });
  }

  /** The committee's decision, as a step of the dossier: the engine knows who may, and that nobody decides what they sent. */
  async admit({ params, body }: InputOf<typeof admitMember>, principal: Principal): Promise<MemberDetail> {
    await this.requireNoMembership(params.id);
    return this.transactions.run(async (tx) => {
      const member = await this.store.getForUpdate(tx, params.id);
      if (member.status === 'SUBMITTED') {
        if (member.appliedOn !== null && body.admittedOn < member.appliedOn) throw new AdmittedBeforeApplied(member.appliedOn, body.admittedOn);
        member.admittedOn = body.admittedOn;
        await this.store.save(tx, member);
      }
      await this.dossiers.take(tx, principal, dossierOf(member), { outcome: 'APPROVE', decision: body.decision });
      return this.view(tx, params.id);
    });
  }

  reject({ params, body }: InputOf<typeof rejectMember>, principal: Principal): Promise<MemberDetail> {
    return this.transactions.run(async (tx) => {
      const member = await this.store.getForUpdate(tx, params.id);
      await this.dossiers.take(tx, principal, dossierOf(member), { outcome: 'REJECT', note: body.reason });
      return this.view(tx, params.id);
    });
  }

  /** A membership that began on paper; the person is known, the committee decided. Answers the member's id. */
  async admitOnPaper(tx: Tx, item: MemberAdmittedItem, decision: DecisionOf): Promise<string> {
    const admittedOn = item.admittedOn ?? decision.decidedOn;
    const { unitId } = await this.grassroots(tx, (await this.directory.getByCode(tx, item.unitCode)).unitId, admittedOn);
    await this.blocs.requireOpenFor(tx, unitId, admittedOn);
    await this.persons.requireKnown(tx, item.personId);
    const member = Member.drafted({ id: newId(), personId: item.personId, unitId, profile: item.profile, consent: null });
    member.submit(item.appliedOn, this.clock.today());
    member.accept({ id: decision.id, admittedOn });
    await this.store.activate(tx, await this.store.save(tx, member));
    return member.id;
  }

  get(id: string): Promise<MemberDetail> {
    return this.transactions.read((tx) => this.view(tx, id));
  }

  /** Memberships of one person, for that person. */
  async ofPerson(tx: Tx, person: Person): Promise<MemberView[]> {
    const members = await this.store.ofPerson(tx, person.id);
    return Promise.all(members.map(async (member) => toMemberView(member, person, await this.named(tx, member.unitId))));
  }

  /** Identifiers in full; every reading is kept with its reason (handbook 2.0). */
  readIdentifiers({ params, query }: InputOf<typeof readIdentifiers>, principal: Principal): Promise<AnswerOf<typeof readIdentifiers>> {
    return this.transactions.run(async (tx) => {
      const member = await this.store.get(tx, params.id);
      await this.access.requireUnit(tx, principal, 'membership.member.unmask', member.unitId).catch(hidden);
      const person = await this.persons.get(tx, member.personId);
      await this.audit.record(tx, { action: 'member.read-identifiers', objectType: 'member', objectId: member.id, unitId: member.unitId, why: query.reason });
      const { cipher } = this.keys;
      return {
        personalId: person.reveal('personalId', cipher), socialInsuranceNo: person.reveal('socialInsuranceNo', cipher), passportNo: person.reveal('passportNo', cipher),
      };
    });
  }

  /** What no profile shows; every reading is kept with its reason (handbook 2.0). */
  readSensitiveFacts({ params, query }: InputOf<typeof readSensitiveFacts>, principal: Principal): Promise<SensitiveFacts> {
    return this.transactions.run(async (tx) => {
      const member = await this.store.get(tx, params.id);
      await this.access.requireUnit(tx, principal, 'membership.member.unmask', member.unitId).catch(hidden);
      await this.audit.record(tx, { action: 'member.read-sensitive-facts', objectType: 'member', objectId: member.id, unitId: member.unitId, why: query.reason });
      return { partyMember: member.partyMember };
    });
  }

  async view(tx: Tx, id: string): Promise<MemberDetail> {
    const member = await this.store.get(tx, id);
    return this.detail(tx, member, await this.persons.get(tx, member.personId));
  }

  private async detail(tx: Tx, member: Member, person: Person): Promise<MemberDetail> {
    return toMemberDetail(member, person, await this.named(tx, member.unitId), this.keys.cipher);
  }

  /** A member whose record the caller may write: in the caller's units, or their own. */
  private async owned(tx: Tx, id: string, principal: Principal): Promise<Member> {
    const member = await this.store.getForUpdate(tx, id);
    if (member.personId !== principal.personId) await this.access.requireUnit(tx, principal, 'membership.member.apply', member.unitId).catch(hidden);
    return member;
  }

  private async requireNoMembership(id: string): Promise<void> {
    const member = await this.transactions.read((tx) => this.store.get(tx, id));
    if (member.status === 'DRAFT' || member.status === 'SUBMITTED') await this.applicants.requireNoMembership(member.personId);
  }

  /** The grassroots union applied to. People who apply for themselves may name any; officers one they reach. */
  private async appliedTo(tx: Tx, code: string | undefined, principal: Principal, forSelf: boolean): Promise<string> {
    const unitId = code === undefined ? principal.post?.unitId : (await this.directory.getByCode(tx, code)).unitId;
    if (unitId === undefined) throw new UnitNotFound();
    if (!forSelf) await this.access.requireUnit(tx, principal, 'membership.member.apply', unitId);
    return (await this.grassroots(tx, unitId, this.clock.today())).unitId;
  }

  private async grassroots(tx: Tx, unitId: string, day: string): Promise<{ unitId: string }> {
    const unit = await this.directory.requireUnitOn(tx, unitId, day);
    if (unit.level !== 'G' || !isLive(unit.state)) throw new NotAGrassrootsUnion();
    return unit;
  }

  private async named(tx: Tx, unitId: string): Promise<{ code: string; name: string }> {
    const { code } = await this.directory.getById(tx, unitId);
    return { code, name: await this.directory.nameOn(tx, unitId, this.clock.today()) };
  }
}

/** A profile may change in the person alone; the member's version says so all the same. */
function touched(member: Member): Member {
  return Object.assign(member, { profileChanges: member.profileChanges + 1 });
}

function dossierOf(member: Member): string {
  if (member.dossierId === null) throw new MemberNotFound();
  return member.dossierId;
}

function hidden(error: unknown): never {
  throw error instanceof UnitNotFound ? new MemberNotFound() : error;
}
