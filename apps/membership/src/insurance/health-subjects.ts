import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { DataPurpose } from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { Member } from '../members/member.entity';
import { MemberNotFound } from '../members/member.errors';
import { MembersStore } from '../members/members.store';
import { Purposes } from '../purposes/purposes';
import { HealthDayAhead } from './health.errors';

type HealthPermission = 'membership.health.keep' | 'membership.health.read';
/** What the reading of one record is kept under, so that the member sees it (SOC-10). */
export interface HealthReading { readonly memberId: string; readonly unitId: string; readonly record: string; readonly recordId: string; readonly reason: string }

/** Members whose leaves, files and cases are kept: who may, and who looked. */
@Injectable()
export class HealthSubjects {
  constructor(
    private readonly access: Access, private readonly members: MembersStore, private readonly audit: Audit, private readonly clock: Clock,
    private readonly purposes: Purposes,
  ) {}

  /** Somebody who is, or was, a member of a unit the caller keeps, for a registered purpose. Throws MemberNotFound, PurposeNotRegistered, ConsentMissing. */
  async member(tx: Tx, id: string, principal: Principal, purpose: DataPurpose): Promise<Member> {
    const member = await this.members.get(tx, id);
    if (member.admittedOn === null) throw new MemberNotFound();
    await this.require(tx, principal, 'membership.health.keep', member.unitId, () => new MemberNotFound());
    await this.purposes.require(tx, purpose, member);
    return member;
  }

  /** Throws what `hidden` makes for a unit that the caller does not reach. */
  async require(tx: Tx, principal: Principal, permission: HealthPermission, unitId: string, hidden: () => Error): Promise<void> {
    await this.access.requireUnit(tx, principal, permission, unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? hidden() : error;
    });
  }

  /** Units a list looks at: those asked for, or all of the caller's. */
  async units(tx: Tx, principal: Principal, code: string | undefined): Promise<string[] | null> {
    return code === undefined ? this.access.unitsOf(tx, principal) : this.access.readableSubtree(tx, principal, code);
  }

  /** Throws HealthDayAhead: what is noted has happened. */
  past(pointer: `/body/${string}`, day: Day): void {
    const today = this.clock.today();
    if (day > today) throw new HealthDayAhead(pointer, today);
  }

  /** Every reading of health data is kept with its reason (handbook 2.0). */
  read({ memberId, unitId, record, recordId, reason }: HealthReading, tx: Tx): Promise<void> {
    return this.audit.record(tx, { action: 'member.read-health', objectType: 'member', objectId: memberId, unitId, after: { record, recordId }, why: reason });
  }
}
