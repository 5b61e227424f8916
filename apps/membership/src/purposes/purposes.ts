import type { DataPurpose } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { Member } from '../members/member.entity';
import { MembershipRules } from '../rules/membership-rules';
import { ConsentMissing, PurposeNotRegistered } from './purpose.errors';

/** The register of purposes: data is taken in for one that is registered, on its basis (SOC-10). */
@Injectable()
export class Purposes {
  constructor(private readonly rules: MembershipRules, private readonly clock: Clock) {}

  /** Throws PurposeNotRegistered, and ConsentMissing where the basis is a consent that the member has not given. */
  async require(tx: Tx, purpose: DataPurpose, member: Pick<Member, 'consentGivenOn' | 'consentPurposes'>): Promise<void> {
    const today = this.clock.today();
    const rule = await this.rules.on(tx, 'DATA_PURPOSE', today, { scope: purpose });
    if (rule === null) throw new PurposeNotRegistered(purpose);
    const { consentFor } = rule.value;
    if (consentFor === null) return;
    if (member.consentGivenOn === null || member.consentGivenOn > today || !member.consentPurposes.includes(consentFor)) throw new ConsentMissing(purpose, consentFor);
  }

  /** The consent that a purpose rests on today; null where it rests on something else. */
  async consentOf(tx: Tx, purpose: DataPurpose): Promise<string | null> {
    return (await this.rules.on(tx, 'DATA_PURPOSE', this.clock.today(), { scope: purpose }))?.value.consentFor ?? null;
  }
}
