import type { PetitionSettledItem } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { DecisionRef } from '../decisions/live-decisions.service';
import { DayInFuture } from '../rounds/round.errors';
import { RoundsService } from '../rounds/rounds.service';
import { UnitsUnknown } from '../units/unit.errors';
import { Units } from '../units/units.service';
import type { Petition } from './petition.entity';
import { MergeRefused, SettledBeforeReceived } from './petition.errors';
import { petitionOf, PetitionsService } from './petitions.service';

interface UnitThen { readonly key: string; readonly id: string; readonly level: Petition['level']; readonly bloc: Petition['bloc'] }

/** Petitions that were received and settled on paper: up to a thousand in one decision, in a handful of statements. */
@Injectable()
export class PetitionsPaper {
  constructor(private readonly petitions: PetitionsService, private readonly rounds: RoundsService, private readonly units: Units) {}

  async check(tx: Tx, items: readonly PetitionSettledItem[], decision: Pick<DecisionRef, 'on' | 'issuerUnitId'>): Promise<void> {
    await this.rounds.getByCodes(tx, items.flatMap((item) => item.roundCode ?? []));
    await this.units.requireWithin(tx, decision.issuerUnitId, items.map((item) => item.unitCode), decision.on);
    const units = await this.unitsThen(tx, items);
    for (const [at, item] of items.entries()) {
      if (item.settledOn < item.receivedOn) throw new SettledBeforeReceived(item.receivedOn);
      if (item.settledOn > decision.on) throw new DayInFuture('/body/settledOn');
      if (!units.has(`${item.unitCode} ${item.receivedOn}`)) throw new UnitsUnknown([item.unitCode]);
      const same = item.sameAsItem === undefined ? null : items[item.sameAsItem - 1];
      if (same === undefined || (item.sameAsItem ?? 0) > at) throw new MergeRefused('SAME');
      if (same !== null && same.channel === item.channel) throw new MergeRefused('SAME_CHANNEL');
    }
  }

  async apply(tx: Tx, items: readonly PetitionSettledItem[], decision: DecisionRef): Promise<string[]> {
    await this.check(tx, items, decision);
    const units = await this.unitsThen(tx, items);
    const petitions = items.map((item) => {
      const unit = units.get(`${item.unitCode} ${item.receivedOn}`);
      return petitionOf({
        unitId: unit?.id ?? '', level: unit?.level ?? 'G', bloc: item.bloc ?? unit?.bloc ?? null, channel: item.channel, topic: item.topic, text: item.text, source: 'MEETING',
        receivedOn: item.receivedOn, roundCode: item.roundCode ?? null, state: item.outcome, ownerUnitId: decision.issuerUnitId, ownerBody: item.ownerBody ?? null,
        outcome: item.outcome, answer: item.answer, settledOn: item.settledOn, decisionId: decision.id,
      });
    });
    for (const [at, item] of items.entries()) {
      const petition = petitions[at];
      const same = item.sameAsItem === undefined ? undefined : petitions[item.sameAsItem - 1];
      if (petition !== undefined && same !== undefined) petition.linkWith(same);
    }
    await this.petitions.receive(tx, petitions);
    await this.petitions.announceSettled(tx, petitions);
    return petitions.map((petition) => petition.id);
  }

  /** The units as they were on the day each petition was received. */
  private async unitsThen(tx: Tx, items: readonly PetitionSettledItem[]): Promise<ReadonlyMap<string, UnitThen>> {
    await this.units.byCodes(tx, items.map((item) => item.unitCode));
    const rows: UnitThen[] = await tx.query(
      `select distinct w.code || ' ' || w.day as key, u.id, u.level, v.bloc from unnest($1::text[], $2::text[]) as w(code, day)
       join directory_unit u on u.code = w.code join directory_unit_version v on v.unit_id = u.id and v.valid @> w.day::date and upper_inf(v.recorded)`,
      [items.map((item) => item.unitCode), items.map((item) => item.receivedOn)]);
    return new Map(rows.map((row) => [row.key, row]));
  }
}
