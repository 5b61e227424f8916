import type { Level } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Column, Entity, PrimaryColumn, Unique, VersionColumn } from 'typeorm';

/** An emulation cluster of a year (CMP-10). Whether it is committed follows from its signatures. */
@Entity({ name: 'cluster', comment: 'visibility: DOWNWARD' })
@Unique('cluster_code_unique', ['code'])
@Unique('cluster_number_unique', ['unitId', 'year', 'number'])
export class Cluster {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'cluster_pk' }) id!: string;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'search_key' }) searchKey!: string;
  /** The unit that formed it. */
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') level!: Level;
  @Column('integer') year!: number;
  @Column('integer') number!: number;
  /** Members the decision states. */
  @Column('integer') size!: number;
  @Column('date', { name: 'formed_on' }) formedOn!: Day;
  @Column('uuid', { name: 'decision_id' }) decisionId!: string;
  @VersionColumn() version!: number;
}

export type ClusterRole = 'HEAD' | 'DEPUTY' | 'MEMBER';

/** A unit's membership for the year, with its role. `unitId` is the unit that formed the cluster, so members read each other. */
@Entity({ name: 'cluster_member', comment: 'visibility: DOWNWARD' })
@Unique('cluster_member_year_unique', ['memberUnitId', 'year'])
export class ClusterMember {
  @PrimaryColumn('uuid', { name: 'cluster_id', primaryKeyConstraintName: 'cluster_member_pk' }) clusterId!: string;
  @PrimaryColumn('uuid', { name: 'member_unit_id', primaryKeyConstraintName: 'cluster_member_pk' }) memberUnitId!: string;
  @Column('uuid', { name: 'unit_id', comment: 'the unit that formed the cluster' }) unitId!: string;
  @Column('integer') year!: number;
  @Column('text') role!: ClusterRole;
}

/** A member's signature under the commitment, with the titles it aims at (CMP-11). */
@Entity({ name: 'commitment_signature', comment: 'visibility: OVERLAY' })
@Unique('commitment_signature_unique', ['clusterId', 'unitId'])
export class CommitmentSignature {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'commitment_signature_pk' }) id!: string;
  @Column('uuid', { name: 'cluster_id' }) clusterId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('date', { name: 'signed_on' }) signedOn!: Day;
  @Column('text', { name: 'title_codes', array: true }) titleCodes!: string[];
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
}
