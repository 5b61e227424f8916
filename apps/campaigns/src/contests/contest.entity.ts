import type { ContestState, DataOf, ContestClosedV1, ContestHeldV1, Level, PrizeRank } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { vnd } from '@doanket/persistence';
import { Check, Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { ContestStateWrong, PrizeBudgetExceeded, PrizeBudgetNotMet } from './contest.errors';
import type { MoneyByRank } from './contest.rules';

/** An edition of a skill contest (CMP-14). Its figures belong to the organising unit. */
@Entity({ name: 'contest', comment: 'visibility: DOWNWARD' })
@Unique('contest_code_unique', ['code'])
@Check('contest_days_in_order', 'held_on <= held_until')
@Index('contest_round_index', ['roundCode'])
@Index('contest_movement_index', ['movementCode'])
export class Contest {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'contest_pk' }) id!: string;
  @Column('text') code!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') level!: Level;
  @Column('text') title!: string;
  @Column('text', { name: 'search_key' }) searchKey!: string;
  /** Year of the edition; "2021" was held in 2022. */
  @Column('integer') year!: number;
  @Column('date', { name: 'held_on' }) heldOn!: Day;
  @Column('date', { name: 'held_until' }) heldUntil!: Day;
  @Column('text', { name: 'co_organisers', array: true }) coOrganisers!: string[];
  @Column('jsonb') trades!: { code: string; name: string }[];
  @Column('jsonb', { name: 'money_by_rank' }) moneyByRank!: MoneyByRank;
  @Column('bigint', { name: 'budget_vnd', nullable: true, transformer: vnd }) budgetVnd!: number | null;
  @Column('text', { name: 'round_code', nullable: true }) roundCode!: string | null;
  @Column('text', { name: 'movement_code', nullable: true }) movementCode!: string | null;
  @Column('text') state!: ContestState;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn!: Day | null;
  @Column('uuid', { name: 'decision_id' }) decisionId!: string;
  @VersionColumn() version!: number;

  /** What every event of the edition says. */
  facts() {
    return { editionId: this.id, contestCode: this.code, unitId: this.unitId, level: this.level, roundCode: this.roundCode, movementCode: this.movementCode };
  }

  requireState(...states: readonly ContestState[]): void {
    if (!states.includes(this.state)) throw new ContestStateWrong(this.state, states.join(' or '));
  }

  hold(): DataOf<typeof ContestHeldV1> {
    this.requireState('ANNOUNCED');
    this.state = 'HELD';
    return this.held();
  }

  held(): DataOf<typeof ContestHeldV1> {
    return { ...this.facts(), year: this.year, heldOn: this.heldOn, heldUntil: this.heldUntil, trades: this.trades.map((trade) => trade.code), decisionId: this.decisionId };
  }

  /** `sumVnd`: all prizes but those of teams, with those to be added. */
  allowMoney(sumVnd: number): void {
    if (this.budgetVnd !== null && sumVnd > this.budgetVnd) throw new PrizeBudgetExceeded(this.budgetVnd, sumVnd);
  }

  close(on: Day, prizes: { winners: number; moneyVnd: number }): DataOf<typeof ContestClosedV1> {
    this.requireState('HELD');
    if (this.budgetVnd !== null && prizes.moneyVnd !== this.budgetVnd) throw new PrizeBudgetNotMet(this.budgetVnd, prizes.moneyVnd);
    this.state = 'CLOSED';
    this.closedOn = on;
    return { ...this.facts(), closedOn: on, ...prizes };
  }
}

/** Who took part; the name stays here and is read in the subtree only. */
@Entity({ name: 'contestant', comment: 'visibility: SUBTREE' })
@Unique('contestant_once', ['contestId', 'identity'])
export class Contestant {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'contestant_pk' }) id!: string;
  @Column('uuid', { name: 'contest_id' }) contestId!: string;
  /** The unit the contestant comes from where it is in the tree, else the organiser. */
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text', { comment: 'personal: stays in this table, read in the subtree of unit_id' }) name!: string;
  @Column('integer', { name: 'birth_year', nullable: true }) birthYear!: number | null;
  @Column('text', { name: 'search_key' }) searchKey!: string;
  /** Name, year of birth and enterprise as one key. */
  @Column('text') identity!: string;
}

/** A contestant's place in an edition, in one trade. `unitId` is the organiser; there is no name here. */
@Entity({ name: 'contest_entry', comment: 'visibility: DOWNWARD' })
@Unique('contest_entry_no_unique', ['contestId', 'entryNo'])
@Unique('contest_entry_contestant_unique', ['contestantId'])
export class ContestEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'contest_entry_pk' }) id!: string;
  @Column('uuid', { name: 'contest_id' }) contestId!: string;
  @Column('uuid', { name: 'unit_id', comment: 'the organiser' }) unitId!: string;
  @Column('uuid', { name: 'contestant_id' }) contestantId!: string;
  @Column('text', { name: 'entry_no' }) entryNo!: string;
  @Column('text') trade!: string;
  @Column('text') enterprise!: string;
  @Column('text', { name: 'enterprise_key' }) enterpriseKey!: string;
  /** The unit of the level below the organiser: its id, or `name:<key>` where it is not in the tree. */
  @Column('text', { name: 'entrant_key' }) entrantKey!: string;
  @Column('uuid', { name: 'entrant_unit_id', nullable: true }) entrantUnitId!: string | null;
  @Column('text', { name: 'entrant_name' }) entrantName!: string;
  @Column('text', { name: 'contestant_key', nullable: true, comment: 'hash of name, year of birth and enterprise: whether somebody took part in an earlier edition' }) contestantKey!: string | null;
  @Column('text', { name: 'qualified_in', nullable: true }) qualifiedIn!: string | null;
  @Column('numeric', { name: 'theory_mark', precision: 5, scale: 2, nullable: true }) theoryMark!: string | null;
  @Column('numeric', { name: 'practice_mark', precision: 5, scale: 2, nullable: true }) practiceMark!: string | null;
  @Column('numeric', { name: 'total_mark', precision: 5, scale: 2, nullable: true }) totalMark!: string | null;
}

/** A prize of an edition: for a contestant or for a team (CMP-15). */
@Entity({ name: 'contest_prize', comment: 'visibility: DOWNWARD' })
@Unique('contest_prize_entry_unique', ['entryId'])
@Unique('contest_prize_certificate_unique', ['contestId', 'certificateNo'])
export class ContestPrize {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'contest_prize_pk' }) id!: string;
  @Column('uuid', { name: 'contest_id' }) contestId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'entry_id', nullable: true }) entryId!: string | null;
  @Column('text') rank!: PrizeRank;
  @Column('boolean', { name: 'team_prize' }) teamPrize!: boolean;
  @Column('text', { name: 'entrant_key' }) entrantKey!: string;
  @Column('text', { name: 'entrant_name' }) entrantName!: string;
  @Column('bigint', { name: 'amount_vnd', transformer: vnd }) amountVnd!: number;
  @Column('text', { name: 'certificate_no' }) certificateNo!: string;
  @Column('date', { name: 'awarded_on' }) awardedOn!: Day;
  @Column('uuid', { name: 'decision_id' }) decisionId!: string;
}
