import type {
  Bloc, DataOf, Level, PetitionChannel, PetitionOutcome, PetitionReceivedV1, PetitionResolvedV1, PetitionSettledV1, PetitionSource, PetitionState, PetitionTopic,
} from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { MergeRefused, PetitionMerged, PetitionStateWrong, SettledBeforeReceived } from './petition.errors';
import { isOpen } from './petition.rules';

/** A petition, in writing, direct or online (DLG-02), followed until it is solved (DLG-04). */
@Entity({ name: 'petition', comment: 'visibility: SELF' })
@Index('petition_round_index', ['roundCode', 'state'])
@Index('petition_unit_index', ['unitId'])
@Index('petition_source_index', ['sourceId'])
@Index('petition_author_index', ['authorPersonId'])
@Index('petition_search_index', { synchronize: false })
@Index('petition_merged_into_index', { synchronize: false })
@Index('petition_link_group_index', { synchronize: false })
export class Petition {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'petition_pk' }) id!: string;
  /** The unit it was raised for. */
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') level!: Level;
  @Column('text', { nullable: true }) bloc!: Bloc | null;
  @Column('text') channel!: PetitionChannel;
  @Column('text', { nullable: true }) topic!: PetitionTopic | null;
  @Column('text') text!: string;
  @Column('text', { name: 'search_key' }) searchKey!: string;
  @Column('text') source!: PetitionSource;
  /** The survey it was raised in. */
  @Column('uuid', { name: 'source_id', nullable: true }) sourceId!: string | null;
  /** The person who raised it for themselves; hidden from those who handle it when they asked for that. */
  @Column('uuid', { name: 'author_person_id', nullable: true }) authorPersonId!: string | null;
  @Column('boolean', { name: 'author_hidden' }) authorHidden!: boolean;
  @Column('date', { name: 'received_on' }) receivedOn!: Day;
  @Column('text', { name: 'round_code', nullable: true }) roundCode!: string | null;
  @Column('text', { name: 'cluster_code', nullable: true }) clusterCode!: string | null;
  @Column('text') state!: PetitionState;
  @Column('uuid', { name: 'owner_unit_id', nullable: true }) ownerUnitId!: string | null;
  @Column('text', { name: 'owner_body', nullable: true }) ownerBody!: string | null;
  @Column('date', { name: 'due_on', nullable: true }) dueOn!: Day | null;
  @Column('text', { nullable: true }) outcome!: PetitionOutcome | null;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('date', { name: 'settled_on', nullable: true }) settledOn!: Day | null;
  @Column('date', { name: 'resolved_on', nullable: true }) resolvedOn!: Day | null;
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto!: string | null;
  /** Petitions with the same value are one request that came in through several channels. */
  @Column('uuid', { name: 'link_group', nullable: true }) linkGroup!: string | null;
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @VersionColumn() version!: number;

  received(): DataOf<typeof PetitionReceivedV1> {
    return { ...this.facts(), receivedOn: this.receivedOn, decisionId: this.decisionId };
  }

  classify(topic: PetitionTopic): void {
    this.requireOpen();
    this.topic = topic;
    if (this.state === 'RECEIVED') this.state = 'CLASSIFIED';
  }

  assign(owner: { unitId: string; body: string | null; dueOn: Day }): void {
    this.requireOpen();
    if (this.state === 'RECEIVED') throw new PetitionStateWrong(this.state, 'CLASSIFIED or ASSIGNED');
    this.ownerUnitId = owner.unitId;
    this.ownerBody = owner.body;
    this.dueOn = owner.dueOn;
    this.state = 'ASSIGNED';
  }

  mergeInto(lead: Petition): void {
    this.requireOpen();
    if (lead.id === this.id) throw new MergeRefused('SAME');
    if (lead.mergedInto !== null) throw new MergeRefused('CHAIN');
    if (!isOpen(lead.state)) throw new MergeRefused('SETTLED');
    this.mergedInto = lead.id;
    this.topic ??= lead.topic;
  }

  linkWith(other: Petition): string {
    if (other.id === this.id) throw new MergeRefused('SAME');
    if (other.channel === this.channel) throw new MergeRefused('SAME_CHANNEL');
    const group = this.linkGroup ?? other.linkGroup ?? this.id;
    this.linkGroup = group;
    other.linkGroup = group;
    return group;
  }

  /** Answered or directed; a petition that was merged into this one is settled by the same answer. */
  settle(answer: { outcome: PetitionOutcome; text: string; on: Day }, lead: Petition | null = null): DataOf<typeof PetitionSettledV1> {
    if (lead === null) {
      this.requireOpen();
      if (this.state !== 'ASSIGNED') throw new PetitionStateWrong(this.state, 'ASSIGNED');
    }
    if (answer.on < this.receivedOn) throw new SettledBeforeReceived(this.receivedOn);
    this.state = answer.outcome;
    this.outcome = answer.outcome;
    this.answer = answer.text;
    this.settledOn = answer.on;
    this.ownerUnitId ??= lead?.ownerUnitId ?? null;
    this.ownerBody ??= lead?.ownerBody ?? null;
    return this.settled();
  }

  settled(): DataOf<typeof PetitionSettledV1> {
    return { ...this.facts(), receivedOn: this.receivedOn, outcome: this.outcome ?? 'ANSWERED', settledOn: this.settledOn ?? this.receivedOn, decisionId: this.decisionId };
  }

  resolve(on: Day): DataOf<typeof PetitionResolvedV1> {
    if (this.state !== 'ANSWERED' && this.state !== 'DIRECTED') throw new PetitionStateWrong(this.state, 'ANSWERED or DIRECTED');
    if (on < (this.settledOn ?? this.receivedOn)) throw new SettledBeforeReceived(this.settledOn ?? this.receivedOn);
    this.state = 'RESOLVED';
    this.resolvedOn = on;
    return { petitionId: this.id, unitId: this.unitId, roundCode: this.roundCode, resolvedOn: on };
  }

  private facts() {
    return {
      petitionId: this.id, unitId: this.unitId, level: this.level, channel: this.channel, topic: this.topic, bloc: this.bloc, source: this.source,
      roundCode: this.roundCode, clusterCode: this.clusterCode,
    };
  }

  private requireOpen(): void {
    if (this.mergedInto !== null) throw new PetitionMerged(this.mergedInto);
    if (!isOpen(this.state)) throw new PetitionStateWrong(this.state, 'an open state');
  }
}
