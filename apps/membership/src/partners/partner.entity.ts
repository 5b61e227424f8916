import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A system of a partner that calls the API for a unit. Its secret lies at the identity server alone. */
@Entity({ name: 'partner', comment: 'visibility: SUBTREE' })
@Unique('partner_client_id_unique', ['clientId'])
@Check('partner_state', "state in ('OPENING', 'OPEN')")
@Index('partner_unit', ['unitId', 'clientId'])
export class Partner {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'partner_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text', { name: 'client_id' }) clientId!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) scopes!: string[];
  @Column('text') state!: 'OPENING' | 'OPEN';
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;

  static opening(facts: Omit<Partner, 'state'>): Partner {
    return Object.assign(new Partner(), facts, { state: 'OPENING' });
  }
}
