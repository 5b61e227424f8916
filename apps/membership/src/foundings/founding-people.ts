import type { FoundingBody, FoundingDetail } from '@doanket/contracts';
import { MemberAdmittedV1, type Post } from '@doanket/contracts';
import { newId, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Applicants } from '../members/applicants';
import { PersonsStore } from '../persons/persons.store';
import { bodyHas } from '../posts/post.rules';
import type { Founding } from './founding.entity';
import { ApplicantNotNamed, ApplicantTwice, CommitteeWithoutHead, NotACommitteePost } from './founding.errors';

type Named = FoundingBody['applicants'][number];

/** An applicant as found before the transaction: the id of somebody known, else null. */
export interface FoundPerson { readonly named: Named; readonly knownId: string | null }

export interface CommitteeMember { readonly personId: string; readonly post: Post; readonly fullTime: boolean }

/** Who applies to found a union, who leads it at first, and how they become members. */
@Injectable()
export class FoundingPeople {
  constructor(private readonly persons: PersonsStore, private readonly applicants: Applicants, private readonly outbox: Outbox) {}

  /** Looks over all units, before the transaction, so that nobody is entered twice. */
  async find(named: readonly Named[]): Promise<FoundPerson[]> {
    const found: FoundPerson[] = [];
    for (const [n, one] of named.entries()) {
      if ((one.person === undefined) === (one.personId === undefined)) throw new ApplicantNotNamed(n);
      if (one.post !== undefined && !bodyHas('EXECUTIVE_COMMITTEE', one.post)) throw new NotACommitteePost(n, one.post);
      found.push({ named: one, knownId: one.personId ?? (one.person === undefined ? null : await this.persons.findByIdentifiers(one.person)) });
    }
    const heads = named.filter(({ post }) => post === 'CHAIR' || post === 'ACTING_HEAD').length;
    if (heads !== 1) throw new CommitteeWithoutHead(heads);
    return found;
  }

  /** Writes them down anew, entering whoever is not known. */
  async attach(tx: Tx, founding: Pick<Founding, 'id' | 'unitId'>, found: readonly FoundPerson[]): Promise<void> {
    await tx.query('delete from founding_applicant where founding_id = $1', [founding.id]);
    const seen = new Set<string>();
    for (const [n, { named, knownId }] of found.entries()) {
      if (named.personId !== undefined) await this.persons.requireKnown(tx, named.personId);
      const personId = knownId ?? (named.person === undefined ? '' : (await this.applicants.enter(tx, founding.unitId, named.person)).id);
      if (seen.has(personId)) throw new ApplicantTwice(n);
      seen.add(personId);
      await tx.query(
        'insert into founding_applicant (founding_id, n, unit_id, person_id, post, full_time) values ($1, $2, $3, $4, $5, $6)',
        [founding.id, n + 1, founding.unitId, personId, named.post ?? null, named.fullTime]);
      // Found by identifier and kept elsewhere: the application itself opens the person (policy person_of_founding).
      if (knownId !== null && named.person !== undefined) this.applicants.requireSame(await this.persons.get(tx, personId), named.person);
    }
  }

  async count(tx: Tx, foundingId: string): Promise<number> {
    const rows: { n: number }[] = await tx.query('select count(*)::int as n from founding_applicant where founding_id = $1', [foundingId]);
    return rows[0]?.n ?? 0;
  }

  list(tx: Tx, foundingId: string): Promise<FoundingDetail['people']> {
    return tx.query(
      `select a.n, a.person_id as "personId", p.full_name as "fullName", a.post, a.full_time as "fullTime"
       from founding_applicant a left join person p on p.id = a.person_id where a.founding_id = $1 order by a.n`, [foundingId]);
  }

  committee(tx: Tx, foundingId: string): Promise<CommitteeMember[]> {
    return tx.query('select person_id as "personId", post, full_time as "fullTime" from founding_applicant where founding_id = $1 and post is not null order by n', [foundingId]);
  }

  /**
   * They are members of the new union from the day of the decision. Who is a member elsewhere stays there: such a membership
   * is transferred, not begun again (ORG-09). Answers how many became members.
   */
  async admit(tx: Tx, founding: Founding, unitId: string, decision: { readonly id: string; readonly on: Day }): Promise<number> {
    const people: { personId: string }[] = await tx.query('select person_id as "personId" from founding_applicant where founding_id = $1 order by n', [founding.id]);
    const rows: { memberId: string; personId: string }[] = await tx.query(
      `insert into member (id, person_id, unit_id, status, applied_on, admitted_on, decision_id, member_since, dues_from, consent_purposes, profile_changes, version)
       select id, person_id, $1, 'ACTIVE', $2, $3, $4, $3, date_trunc('month', $3::date), '{}', 0, 1 from unnest($5::uuid[], $6::uuid[]) as t(id, person_id)
       on conflict (person_id) where status in ('ACCEPTED', 'ACTIVE') do nothing returning id as "memberId", person_id as "personId"`,
      [unitId, founding.appliedOn, decision.on, decision.id, people.map(() => newId()), people.map(({ personId }) => personId)]);
    await this.outbox.publish(tx, MemberAdmittedV1, rows.map(({ memberId, personId }) => ({
      memberId, personId, unitId, level: 'G' as const, admittedOn: decision.on, appliedOn: founding.appliedOn, directWorker: null, leader: null, decisionId: decision.id,
    })));
    return rows.length;
  }
}
