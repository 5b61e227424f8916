import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { type addClusterMember, type ClusterItem, ClusterFormedV1, CommitmentSignedV1, type CommitmentSignedItem, type formCluster, type InputOf, type signCommitment } from '@doanket/contracts';
import { Access, Directory, UnitNotFound, type UnitRef } from '@doanket/directory';
import { newId, searchKey, yearOf, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { type DecisionRef, LiveDecisions } from '../decisions/live-decisions.service';
import { RoundsService } from '../rounds/rounds.service';
import { Units } from '../units/units.service';
import { Cluster, ClusterMember, CommitmentSignature } from './cluster.entity';
import { AlreadyInCluster, AlreadySigned, ClusterFull, ClusterNotFound, ClusterNumberTaken, ClusterRefused, MemberNotBelow, NotAMember, SignedBeforeFormed } from './cluster.errors';
import { clusterFault, committedOn } from './cluster.rules';

/** Emulation clusters of a year and their commitment (CMP-10, CMP-11). */
@Injectable()
export class ClustersService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly access: Access, private readonly directory: Directory, private readonly decisions: LiveDecisions,
    private readonly units: Units, private readonly rounds: RoundsService, private readonly audit: Audit,
  ) {}

  async getByCode(tx: Tx, code: string): Promise<Cluster> {
    const cluster = await tx.findOne(Cluster, { where: { code } });
    if (cluster === null) throw new ClusterNotFound();
    return cluster;
  }

  membersOf(tx: Tx, clusterId: string): Promise<ClusterMember[]> {
    return tx.find(ClusterMember, { where: { clusterId } });
  }

  signaturesOf(tx: Tx, clusterId: string): Promise<CommitmentSignature[]> {
    return tx.find(CommitmentSignature, { where: { clusterId } });
  }

  formLive({ body }: InputOf<typeof formCluster>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { decision: taken, ...item } = body;
      const unitId = principal.post?.unitId;
      if (unitId === undefined) throw new UnitNotFound();
      await this.access.requireUnit(tx, principal, 'campaigns.cluster.form', unitId);
      const decision = await this.decisions.take(tx, principal, 'CLUSTER_FORMED', unitId, taken);
      return (await this.form(tx, item, decision)).code;
    });
  }

  /** Forms a cluster with its members, live or from paper. */
  async form(tx: Tx, item: ClusterItem, decision: DecisionRef): Promise<Cluster> {
    const size = item.size ?? item.memberUnitCodes.length;
    const fault = clusterFault({ members: item.memberUnitCodes, head: item.headUnitCode, deputy: item.deputyUnitCode ?? null, size });
    if (fault !== null) throw new ClusterRefused(fault, size);
    const refs = await this.units.byCodes(tx, item.memberUnitCodes);
    await this.requireBelow(tx, decision.issuerUnitId, [...refs.values()], decision.on);
    const issuer = await this.directory.getById(tx, decision.issuerUnitId);
    const cluster = Object.assign(new Cluster(), {
      id: newId(), code: item.code, name: item.name, searchKey: searchKey(item.name), unitId: issuer.unitId, level: issuer.level, year: item.year, number: item.number, size,
      formedOn: decision.on, decisionId: decision.id,
    });
    await tx.insert(Cluster, cluster).catch((error: unknown) => {
      throw violated(error, 'cluster_code_unique') || violated(error, 'cluster_number_unique') ? new ClusterNumberTaken(item.year, item.number) : error;
    });
    const roleOf = (code: string): ClusterMember['role'] => (code === item.headUnitCode ? 'HEAD' : code === item.deputyUnitCode ? 'DEPUTY' : 'MEMBER');
    await this.join(tx, cluster, item.memberUnitCodes.map((code) => ({ unitId: refs.get(code)?.unitId ?? '', role: roleOf(code) })));
    await this.tell(tx, cluster);
    return cluster;
  }

  addMember({ params, body }: InputOf<typeof addClusterMember>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { unitId } = await this.getByCode(tx, params.code);
      await this.access.requireUnit(tx, principal, 'campaigns.cluster.form', unitId);
      const cluster = await tx.findOne(Cluster, { where: { code: params.code }, lock: { mode: 'pessimistic_write' } });
      if (cluster === null) throw new ClusterNotFound();
      const members = await this.membersOf(tx, cluster.id);
      if (members.length >= cluster.size) throw new ClusterFull(cluster.size);
      const unit = await this.directory.getByCode(tx, body.unitCode);
      await this.requireBelow(tx, cluster.unitId, [unit], cluster.formedOn);
      await this.join(tx, cluster, [{ unitId: unit.unitId, role: 'MEMBER' }]);
      await this.tell(tx, cluster);
      await this.audit.record(tx, { action: 'cluster.add-member', objectType: 'cluster', objectId: cluster.id, unitId: cluster.unitId, after: { member: unit.code } });
      return cluster.code;
    });
  }

  signLive({ params, body }: InputOf<typeof signCommitment>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const unitId = principal.post?.unitId;
      if (unitId === undefined) throw new UnitNotFound();
      const cluster = await this.getByCode(tx, params.code);
      await this.access.requireUnit(tx, principal, 'campaigns.commitment.sign', unitId);
      await this.directory.requireFresh(tx);
      this.rounds.requireNotFuture(body.signedOn, '/body/signedOn');
      await this.sign(tx, cluster, { unitId, signedOn: body.signedOn, titleCodes: body.titleCodes, decisionId: null });
      await this.audit.record(tx, { action: 'cluster.sign', objectType: 'cluster', objectId: cluster.id, unitId, after: { signedOn: body.signedOn, titles: body.titleCodes } });
      return cluster.code;
    });
  }

  /** Signatures entered from paper. */
  async signPaper(tx: Tx, items: readonly CommitmentSignedItem[], decision: DecisionRef): Promise<string[]> {
    const refs = await this.units.requireWithin(tx, decision.issuerUnitId, items.map((item) => item.unitCode), decision.on);
    const ids: string[] = [];
    for (const item of items) {
      const cluster = await this.getByCode(tx, item.clusterCode);
      this.rounds.requireNotFuture(item.signedOn, '/body/signedOn');
      ids.push(await this.sign(tx, cluster, { unitId: refs.get(item.unitCode)?.unitId ?? '', signedOn: item.signedOn, titleCodes: item.titleCodes, decisionId: decision.id }));
    }
    return ids;
  }

  /** Throws NotAMember naming the first unit that is no member. */
  async requireMembers(tx: Tx, clusterId: string, unitCodes: readonly string[]): Promise<ReadonlyMap<string, UnitRef>> {
    const refs = await this.units.byCodes(tx, unitCodes);
    const members = new Set((await this.membersOf(tx, clusterId)).map((member) => member.memberUnitId));
    const outside = [...refs.values()].find((unit) => !members.has(unit.unitId));
    if (outside !== undefined) throw new NotAMember(outside.code);
    return refs;
  }

  /** One signature; the last one commits the cluster. Signing is serialised per cluster, so exactly one is the last. */
  private async sign(tx: Tx, cluster: Cluster, signing: { unitId: string; signedOn: Day; titleCodes: string[]; decisionId: string | null }): Promise<string> {
    await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`signing:${cluster.id}`]);
    const members = await this.membersOf(tx, cluster.id);
    if (!members.some((member) => member.memberUnitId === signing.unitId)) throw new NotAMember(null);
    if (signing.signedOn < cluster.formedOn || yearOf(signing.signedOn) !== cluster.year) throw new SignedBeforeFormed(cluster.formedOn);
    const signature = Object.assign(new CommitmentSignature(), { id: newId(), clusterId: cluster.id, ...signing });
    await tx.insert(CommitmentSignature, signature).catch((error: unknown) => {
      throw violated(error, 'commitment_signature_unique') ? new AlreadySigned() : error;
    });
    const unit = await this.directory.getById(tx, signing.unitId);
    const signatures = await this.signaturesOf(tx, cluster.id);
    await this.outbox.publish(tx, CommitmentSignedV1, {
      clusterId: cluster.id, clusterCode: cluster.code, signatureId: signature.id, unitId: signing.unitId, level: unit.level, signedOn: signing.signedOn, titleCodes: signing.titleCodes,
      committedOn: committedOn(cluster.size, signatures.map((one) => one.signedOn)),
    });
    return signature.id;
  }

  private async join(tx: Tx, cluster: Cluster, members: readonly { unitId: string; role: ClusterMember['role'] }[]): Promise<void> {
    const rows = members.map((member) => ({ clusterId: cluster.id, memberUnitId: member.unitId, unitId: cluster.unitId, year: cluster.year, role: member.role }));
    await tx.insert(ClusterMember, rows).catch((error: unknown) => {
      throw violated(error, 'cluster_member_year_unique') || violated(error, 'cluster_member_pk') ? new AlreadyInCluster(cluster.year, null) : error;
    });
  }

  private async requireBelow(tx: Tx, issuerUnitId: string, units: readonly UnitRef[], on: Day): Promise<void> {
    const below = new Set(await this.directory.subtreeOn(tx, issuerUnitId, on));
    const outside = units.filter((unit) => unit.unitId === issuerUnitId || !below.has(unit.unitId));
    if (outside.length > 0) throw new MemberNotBelow(outside.map((unit) => unit.code));
  }

  private async tell(tx: Tx, cluster: Cluster): Promise<void> {
    const members = await this.membersOf(tx, cluster.id);
    const withRole = (role: ClusterMember['role']): string | undefined => members.find((member) => member.role === role)?.memberUnitId;
    await this.outbox.publish(tx, ClusterFormedV1, {
      clusterId: cluster.id, clusterCode: cluster.code, unitId: cluster.unitId, level: cluster.level, year: cluster.year, number: cluster.number,
      memberUnitIds: members.map((member) => member.memberUnitId), headUnitId: withRole('HEAD') ?? '', deputyUnitId: withRole('DEPUTY') ?? null,
      formedOn: cluster.formedOn, decisionId: cluster.decisionId,
    });
  }
}
