import { type awardPrizes, ContestPrizeAwardedV1, type InputOf } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { DecisionRef } from '../decisions/live-decisions.service';
import { Units } from '../units/units.service';
import { type Contest, ContestEntry, ContestPrize } from './contest.entity';
import { EntryUnknown, PrizeMoneyWrong, PrizeTwice, PrizeUnclear } from './contest.errors';
import { contestMoneyVnd, nameKey, wrongMoney } from './contest.rules';

export type PrizeFacts = InputOf<typeof awardPrizes>['body']['prizes'][number];

/** Prizes and money of an edition (CMP-15). */
@Injectable()
export class PrizesService {
  constructor(private readonly outbox: Outbox, private readonly units: Units) {}

  /** The hard rules of prizes that need no stored state. */
  check(contest: Contest, prizes: readonly PrizeFacts[]): void {
    for (const prize of prizes) {
      const receivers = [prize.entryNo, prize.teamUnitCode, prize.teamUnitName].filter((receiver) => receiver !== undefined);
      if (receivers.length !== 1) throw new PrizeUnclear();
    }
    const wrong = wrongMoney(prizes.map(moneyOf), contest.moneyByRank);
    if (wrong !== null) throw new PrizeMoneyWrong(wrong.rank, wrong.amountVnd, wrong.expectedVnd);
  }

  /** Awards prizes by decision; answers their ids in order. */
  async award(tx: Tx, contest: Contest, prizes: readonly PrizeFacts[], decision: DecisionRef): Promise<string[]> {
    contest.requireState('HELD');
    this.check(contest, prizes);
    const entries = await this.entriesOf(tx, contest.id, prizes.flatMap((prize) => prize.entryNo ?? []));
    const teams = await this.units.byCodes(tx, prizes.flatMap((prize) => prize.teamUnitCode ?? []));
    const label = await this.units.labels(tx, [...teams.values()].map((unit) => unit.unitId));
    const { moneyVnd } = await this.totalsOf(tx, contest.id);
    contest.allowMoney(contestMoneyVnd(prizes.map(moneyOf)) + moneyVnd);
    const rows = prizes.map((prize) => {
      const entry = prize.entryNo === undefined ? undefined : entries.get(prize.entryNo);
      const team = prize.teamUnitCode === undefined ? undefined : teams.get(prize.teamUnitCode);
      const teamName = team === undefined ? (prize.teamUnitName ?? '') : label(team.unitId).name;
      return Object.assign(new ContestPrize(), {
        id: newId(), contestId: contest.id, unitId: contest.unitId, entryId: entry?.id ?? null, rank: prize.rank, teamPrize: entry === undefined,
        entrantKey: entry?.entrantKey ?? team?.unitId ?? `name:${nameKey(teamName)}`, entrantName: entry?.entrantName ?? teamName, amountVnd: prize.amountVnd,
        certificateNo: prize.certificateNo, awardedOn: decision.on, decisionId: decision.id,
      });
    });
    await tx.insert(ContestPrize, rows).catch((error: unknown) => {
      throw violated(error, 'contest_prize_entry_unique') || violated(error, 'contest_prize_certificate_unique') ? new PrizeTwice() : error;
    });
    const tradeOf = new Map([...entries.values()].map((entry) => [entry.id, entry.trade]));
    await this.outbox.publish(tx, ContestPrizeAwardedV1, rows.map((row) => ({
      prizeId: row.id, ...contest.facts(), entryId: row.entryId, teamPrize: row.teamPrize, rank: row.rank, trade: tradeOf.get(row.entryId ?? '') ?? null, entrantKey: row.entrantKey,
      amountVnd: row.amountVnd, heldOn: contest.heldOn, awardedOn: row.awardedOn, decisionId: row.decisionId,
    })));
    return rows.map((row) => row.id);
  }

  /** Winners and money without team prizes. */
  async totalsOf(tx: Tx, contestId: string): Promise<{ winners: number; moneyVnd: number }> {
    const [row]: { winners: number; money: string }[] = await tx.query(
      'select count(*)::int as winners, coalesce(sum(amount_vnd), 0)::text as money from contest_prize where contest_id = $1 and not team_prize', [contestId]);
    return { winners: row?.winners ?? 0, moneyVnd: Number(row?.money ?? 0) };
  }

  private async entriesOf(tx: Tx, contestId: string, entryNos: readonly string[]): Promise<ReadonlyMap<string, ContestEntry>> {
    const found = entryNos.length === 0 ? []
      : await tx.createQueryBuilder(ContestEntry, 'e').where('e.contestId = :contestId and e.entryNo = any(:entryNos)', { contestId, entryNos }).getMany();
    const entries = new Map(found.map((entry) => [entry.entryNo, entry]));
    const unknown = entryNos.filter((entryNo) => !entries.has(entryNo));
    if (unknown.length > 0) throw new EntryUnknown(unknown);
    return entries;
  }
}

const moneyOf = (prize: PrizeFacts) => ({ rank: prize.rank, amountVnd: prize.amountVnd, team: prize.entryNo === undefined });
