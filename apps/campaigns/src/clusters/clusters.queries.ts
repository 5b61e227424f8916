import type { ClusterSummaryView, ClusterView, InputOf, listClusters } from '@doanket/contracts';
import { likePattern, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Units } from '../units/units.service';
import { Cluster } from './cluster.entity';
import { committedOn } from './cluster.rules';
import { ClustersService } from './clusters.service';
import { Survey } from './survey.entity';

const PageKey = z.tuple([z.int().min(0).max(9999), z.uuid()]);
const ROLES = ['HEAD', 'DEPUTY', 'MEMBER'];

/** Clusters as they are shown: state, members with roles and signatures, surveys. */
@Injectable()
export class ClusterQueries {
  constructor(private readonly transactions: Transactions, private readonly clusters: ClustersService, private readonly units: Units) {}

  list({ query }: InputOf<typeof listClusters>): Promise<z.output<typeof listClusters.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const find = tx.createQueryBuilder(Cluster, 'c').orderBy('c.year', 'DESC').addOrderBy('c.id').limit(query.limit + 1);
      if (after !== null) find.andWhere('(c.year < :after or (c.year = :after and c.id > :id))', { after: after[0], id: after[1] });
      if (query.year !== undefined) find.andWhere('c.year = :year', { year: query.year });
      if (query.q !== undefined) find.andWhere('c.searchKey like :q', { q: likePattern(query.q) });
      if (query.unit !== undefined) {
        find.andWhere('c.id in (select m.cluster_id from cluster_member m join directory_unit u on u.id = m.member_unit_id where u.code = :unit)', { unit: query.unit });
      }
      const rows = await find.getMany();
      const label = await this.units.labels(tx, rows.map((row) => row.unitId));
      const views: ClusterSummaryView[] = [];
      for (const row of rows.slice(0, query.limit)) views.push(await this.summary(tx, row, label(row.unitId).code));
      return { items: views, nextCursor: pageFrom(rows, query.limit, (row) => row, (row) => [row.year, row.id]).nextCursor };
    });
  }

  get(code: string): Promise<ClusterView> {
    return this.transactions.read(async (tx) => {
      const cluster = await this.clusters.getByCode(tx, code);
      const members = await this.clusters.membersOf(tx, cluster.id);
      const signatures = await this.clusters.signaturesOf(tx, cluster.id);
      const surveys = await tx.find(Survey, { where: { clusterId: cluster.id }, order: { surveyedOn: 'ASC' } });
      const label = await this.units.labels(tx, [cluster.unitId, ...members.map((member) => member.memberUnitId)]);
      const { members: _count, ...summary } = await this.summary(tx, cluster, label(cluster.unitId).code);
      return {
        ...summary, size: cluster.size, formedOn: cluster.formedOn, decisionId: cluster.decisionId,
        members: [...members].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || label(a.memberUnitId).code.localeCompare(label(b.memberUnitId).code)).map((member) => {
          const signature = signatures.find((one) => one.unitId === member.memberUnitId);
          const unit = label(member.memberUnitId);
          return { unitCode: unit.code, unitName: unit.name, role: member.role, signedOn: signature?.signedOn ?? null, titleCodes: signature?.titleCodes ?? [] };
        }),
        surveys: surveys.map((survey) => ({ id: survey.id, surveyedOn: survey.surveyedOn, closed: survey.closedOn !== null })),
      };
    });
  }

  private async summary(tx: Tx, cluster: Cluster, unitCode: string): Promise<ClusterSummaryView> {
    const members = await this.clusters.membersOf(tx, cluster.id);
    const signatures = await this.clusters.signaturesOf(tx, cluster.id);
    const committed = committedOn(cluster.size, signatures.map((one) => one.signedOn));
    return {
      id: cluster.id, code: cluster.code, name: cluster.name, unitCode, year: cluster.year, number: cluster.number, state: committed === null ? 'FORMED' : 'COMMITTED',
      committedOn: committed, members: members.length, signatures: signatures.length,
    };
  }
}
