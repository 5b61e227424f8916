import type { Level, NominationBody, NominationView } from '@doanket/contracts';
import { searchKey, type Day } from '@doanket/kernel';
import { Check, Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Candidate } from '../titles/condition.rules';
import { NominationStateWrong } from './nomination.errors';

type State = NominationView['state'];
export type CouncilVotes = NonNullable<NominationView['votes']>;

/** Somebody nominated for a title (AWD-02). Its dossier carries it from step to step; this is what the steps mean. */
@Entity({ name: 'nomination', comment: 'visibility: SUBTREE' })
@Check('nomination_state_known', `state in ('DRAFT', 'NOMINATED', 'CHECKED', 'VOTED', 'DECIDED', 'PRESENTED', 'REJECTED', 'WITHDRAWN')`)
@Index('nomination_unit_index', ['unitId', 'id'])
@Index('nomination_state_index', ['state', 'titleCode', 'level'])
@Index('nomination_recipient_index', ['recipientId'])
@Index('nomination_once_unique', { synchronize: false })
@Index('nomination_name_index', { synchronize: false })
export class Nomination {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'nomination_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text', { name: 'title_code' }) titleCode!: string;
  @Column('text') level!: Level;
  @Column('int') year!: number;
  @Column('text', { name: 'round_code', nullable: true }) round!: string | null;
  @Column('text', { name: 'movement_code', nullable: true }) movement!: string | null;
  @Column('text', { name: 'school_year', nullable: true }) schoolYear!: string | null;
  @Column('int', { nullable: true }) tier!: number | null;
  @Column('uuid', { name: 'recipient_id', comment: 'a row of recipient; none is ever deleted' }) recipientId!: string;
  @Column('text', { name: 'receiver_kind' }) receiverKind!: Candidate['receiverKind'];
  @Column('text') name!: string;
  @Column('text', { name: 'name_key' }) nameKey!: string;
  @Column('uuid', { name: 'person_id', nullable: true }) personId!: string | null;
  @Column('boolean', { name: 'direct_worker', nullable: true }) directWorker!: boolean | null;
  @Column('int', { nullable: true }) size!: number | null;
  @Column('text') achievement!: string;
  @Column('text') state!: State;
  @Column('jsonb', { nullable: true }) votes!: CouncilVotes | null;
  @Column('uuid', { name: 'dossier_id', nullable: true }) dossierId!: string | null;
  @Column('uuid', { name: 'holding_id', nullable: true }) holdingId!: string | null;
  @Column('date', { name: 'decided_on', nullable: true }) decidedOn!: Day | null;
  @VersionColumn() version!: number;

  /** Fills a draft from what was sent. The receiver is resolved apart. */
  fill(body: NominationBody): void {
    this.require('DRAFT');
    const { receiver } = body;
    Object.assign(this, {
      titleCode: body.titleCode, level: body.level, year: body.year, round: body.round ?? null, movement: body.movement ?? null, schoolYear: body.schoolYear ?? null, tier: body.tier ?? null,
      receiverKind: receiver.receiverKind, name: receiver.name, nameKey: searchKey(receiver.name), personId: receiver.personId ?? null, directWorker: receiver.directWorker ?? null,
      size: receiver.size ?? null, achievement: body.achievement,
    } satisfies Partial<Nomination>);
  }

  submit(): void {
    this.go('DRAFT', 'NOMINATED');
  }

  check(): void {
    this.go('NOMINATED', 'CHECKED');
  }

  vote(votes: CouncilVotes): void {
    this.go('CHECKED', 'VOTED');
    this.votes = votes;
  }

  /** The council said no: the votes stay to be seen. */
  votedDown(votes: CouncilVotes): void {
    this.go('CHECKED', 'REJECTED');
    this.votes = votes;
  }

  reject(): void {
    this.state = 'REJECTED';
  }

  withdraw(): void {
    this.state = 'WITHDRAWN';
  }

  /** Given back: to who filed it, to the check, or to the council. */
  giveBack(to: 'DRAFT' | 'NOMINATED' | 'CHECKED'): void {
    this.state = to;
    this.votes = null;
  }

  /** As the rules of titles ask. */
  candidate(): Candidate {
    return {
      unitId: this.unitId, titleCode: this.titleCode, level: this.level, year: this.year, round: this.round, receiverKind: this.receiverKind, name: this.name, nameKey: this.nameKey,
      personId: this.personId, directWorker: this.directWorker, size: this.size, tier: this.tier,
    };
  }

  private go(from: State, to: State): void {
    this.require(from);
    this.state = to;
  }

  private require(state: State): void {
    if (this.state !== state) throw new NominationStateWrong(this.state, state, [this.id]);
  }
}
