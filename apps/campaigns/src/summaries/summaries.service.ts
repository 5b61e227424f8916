import type { Principal } from '@doanket/auth';
import {
  type FrozenFigure, type FrozenGroup, type InputOf, type RoundIndicator, type RoundSummaryDocument, RoundSummarisedV1, type summariseRound,
} from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { ContestQueries } from '../contests/contests.queries';
import { HonoursService } from '../honours/honours.service';
import { PetitionQueries } from '../petitions/petitions.queries';
import { Notices } from '../rounds/notices.service';
import type { Round } from '../rounds/round.entity';
import { GroupUnknown, PetitionsOpen, RoundNotOver, SummaryNotFound } from '../rounds/round.errors';
import { calendarDays } from '../rounds/round.rules';
import { RoundsService } from '../rounds/rounds.service';
import { WorkQueries } from '../works/works.queries';
import { recordsUrl, valueUnitOf } from './summary.rules';

interface SummaryRow { summarised_on: string; frozen_at: Date; groups: FrozenGroup[] }

/** The summary of a round in its content groups: text and figures are frozen, later changes raise notices (CMP-17). */
@Injectable()
export class SummariesService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly clock: Clock, private readonly rounds: RoundsService, private readonly notices: Notices,
    private readonly works: WorkQueries, private readonly petitions: PetitionQueries, private readonly contests: ContestQueries, private readonly honours: HonoursService,
  ) {}

  /** Freezes the summary of a closed round. Refused while a petition of the round is open (DLG-04). */
  summarise({ params, body }: InputOf<typeof summariseRound>, principal: Principal): Promise<string> {
    return this.rounds.change(params.code, principal, 'campaigns.round.decide', 'summarise', async (tx, round) => {
      this.rounds.requireNotFuture(body.summarisedOn, '/body/summarisedOn');
      const { open } = await this.petitions.countsOf(tx, round.code);
      if (open > 0) throw new PetitionsOpen(open);
      round.summarise();
      if (round.closedOn !== null && body.summarisedOn < round.closedOn) throw new RoundNotOver(round.closedOn);
      const groups = await this.groupsOf(tx, round, body.texts);
      const frozenAt = this.clock.now();
      await tx.query('insert into round_summary (round_id, unit_id, summarised_on, frozen_at, groups) values ($1, $2, $3, $4, $5)',
        [round.id, round.unitId, body.summarisedOn, frozenAt, JSON.stringify(groups)]);
      await this.outbox.publish(tx, RoundSummarisedV1, {
        roundId: round.id, roundCode: round.code, unitId: round.unitId, level: round.level, summarisedOn: body.summarisedOn, frozenAt: frozenAt.toISOString(),
        figures: distinct(groups.flatMap((group) => group.figures)).map(({ indicator, value, qualifier }) => ({ indicator, value, qualifier })),
      });
    });
  }

  get(code: string): Promise<RoundSummaryDocument> {
    return this.transactions.read(async (tx) => {
      const round = await this.rounds.getByCode(tx, code);
      const rows: SummaryRow[] = await tx.query('select summarised_on::text, frozen_at, groups from round_summary where round_id = $1', [round.id]);
      const [summary] = rows;
      if (summary === undefined) throw new SummaryNotFound();
      return {
        roundCode: round.code, label: round.label ?? '', startsOn: round.startsOn ?? '', endsOn: round.endsOn ?? '', calendarDays: calendarDays(round) ?? 0,
        summarisedOn: summary.summarised_on, frozenAt: summary.frozen_at.toISOString(), groups: summary.groups, notices: await this.notices.of(tx, round.id),
      };
    });
  }

  /** Instant at which a round was frozen, or null. */
  async frozenAt(tx: Tx, roundId: string): Promise<string | null> {
    const rows: { frozen_at: Date }[] = await tx.query('select frozen_at from round_summary where round_id = $1', [roundId]);
    return rows[0]?.frozen_at.toISOString() ?? null;
  }

  private async groupsOf(tx: Tx, round: Round, texts: readonly { ordinal: number; text: string }[]): Promise<FrozenGroup[]> {
    const unknown = texts.find((text) => !round.groups.some((group) => group.ordinal === text.ordinal));
    if (unknown !== undefined) throw new GroupUnknown(unknown.ordinal);
    const counted: Partial<Record<RoundIndicator, number>> = {
      ...await this.works.figuresOf(tx, round.id), ...await this.petitions.figuresOf(tx, round.code), ...await this.contests.figuresOf(tx, round.code), ...await this.honours.figuresOf(tx, round.code),
    };
    const figure = (indicator: RoundIndicator): FrozenFigure => ({
      indicator, value: String(counted[indicator] ?? 0), valueUnit: valueUnitOf(indicator), qualifier: 'EXACT', recordsUrl: recordsUrl(indicator, round.code),
    });
    return [...round.groups].sort((a, b) => a.ordinal - b.ordinal).map((group) => ({
      ordinal: group.ordinal, title: group.title, text: texts.find((text) => text.ordinal === group.ordinal)?.text ?? '', figures: group.indicators.map(figure),
    }));
  }
}

const distinct = (figures: readonly FrozenFigure[]): FrozenFigure[] => [...new Map(figures.map((figure) => [figure.indicator, figure])).values()];
