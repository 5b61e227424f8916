import type { TargetItem, TargetVerdict, TargetView } from '@doanket/contracts';
import { Code, listTargets, TargetSetV1, type InputOf, type judgeTarget } from '@doanket/contracts';
import type { Principal } from '@doanket/auth';
import { Directory } from '@doanket/directory';
import { Clock, newId, percentText, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Units } from '../units/units.service';
import { Target, type TargetOwner } from './target.entity';
import { DenominatorMissing, TargetLowered, TargetNotFound, TargetTwice } from './target.errors';
import { loweredTargets, meetsTarget } from './target.rules';

const PageKey = z.tuple([Code, z.uuid()]);

/** Measurable targets of plans, rounds and movements (CMP-07). */
@Injectable()
export class TargetsService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly directory: Directory,
    private readonly units: Units, private readonly clock: Clock,
  ) {}

  /** Stores the targets of an owner and says so. */
  async set(tx: Tx, owner: TargetOwner, items: readonly TargetItem[], on: Day): Promise<void> {
    await this.store(tx, owner, items);
    await this.announce(tx, owner, on);
  }

  /** Stores the targets of a draft in place of the ones it had; nothing is announced yet. */
  async store(tx: Tx, owner: TargetOwner, items: readonly TargetItem[]): Promise<void> {
    if (new Set(items.map((item) => item.code)).size < items.length) throw new TargetTwice();
    await tx.delete(Target, { ownerId: owner.id });
    if (items.length > 0) await tx.insert(Target, items.map((item) => Target.of(newId(), owner, item)));
  }

  async announce(tx: Tx, owner: TargetOwner, on: Day): Promise<void> {
    const targets = await this.of(tx, owner.id);
    await this.outbox.publish(tx, TargetSetV1, targets.map((target) => target.set(owner.level, on)));
  }

  of(tx: Tx, ownerId: string): Promise<Target[]> {
    return tx.find(Target, { where: { ownerId }, order: { code: 'ASC' } });
  }

  /** Throws TargetLowered when a child asks less than its parent (CMP-05). */
  async requireNotLowered(tx: Tx, parentPlanId: string, items: readonly TargetItem[]): Promise<void> {
    const lowered = loweredTargets(await this.of(tx, parentPlanId), items.map((item) => ({ ...item, denominatorIndicator: item.denominatorIndicator ?? null, dueOn: item.dueOn ?? null, programmeCode: item.programmeCode ?? null })));
    if (lowered.length > 0) throw new TargetLowered(lowered);
  }

  async viewsOf(tx: Tx, ownerId: string): Promise<TargetView[]> {
    const targets = await this.of(tx, ownerId);
    const label = await this.units.labels(tx, targets.map((target) => target.unitId));
    return targets.map((target) => toTargetView(target, label(target.unitId).code));
  }

  /** Targets one may read; a unit of a bloc sees those of its bloc (CMP-06). */
  list({ query }: InputOf<typeof listTargets>, principal: Principal): Promise<z.output<typeof listTargets.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const find = tx.createQueryBuilder(Target, 't').orderBy('t.ownerCode').addOrderBy('t.id').limit(query.limit + 1);
      if (after !== null) find.andWhere('(t.ownerCode, t.id) > (:code, :id)', { code: after[0], id: after[1] });
      for (const [kind, code] of [['PLAN', query.plan], ['ROUND', query.round], ['MOVEMENT', query.movement]] as const) {
        if (code !== undefined) find.andWhere('t.ownerKind = :kind and t.ownerCode = :owner', { kind, owner: code });
      }
      if (query.comparator !== undefined) find.andWhere('t.comparator = :comparator', { comparator: query.comparator });
      if (query.unit !== undefined) find.andWhere('t.unitId = any(:units)', { units: await this.units.idsBelow(tx, query.unit) });
      const bloc = await this.blocOf(tx, principal);
      if (bloc !== null) find.andWhere(`(t.blocs = '{}' or :bloc = any(t.blocs))`, { bloc });
      const rows = await find.getMany();
      const label = await this.units.labels(tx, rows.map((row) => row.unitId));
      return pageFrom(rows, query.limit, (row) => toTargetView(row, label(row.unitId).code), (row) => [row.ownerCode, row.id]);
    });
  }

  judge({ params, query }: InputOf<typeof judgeTarget>): Promise<TargetVerdict> {
    return this.transactions.read(async (tx) => {
      const target = await tx.findOne(Target, { where: { id: params.id } });
      if (target === null) throw new TargetNotFound();
      if (target.valueUnit === 'PERCENT' && query.denominator === undefined) throw new DenominatorMissing();
      const parts = { numerator: query.numerator, denominator: target.valueUnit === 'PERCENT' ? (query.denominator ?? null) : null };
      return {
        target: toTargetView(target, (await this.units.label(tx, target.unitId)).code), ...parts,
        percent: parts.denominator === null ? null : percentText({ numerator: parts.numerator, denominator: parts.denominator }),
        met: meetsTarget(parts, target),
      };
    });
  }

  private async blocOf(tx: Tx, principal: Principal): Promise<string | null> {
    if (principal.post === null) return null;
    return (await this.directory.unitOn(tx, principal.post.unitId, this.clock.today()))?.bloc ?? null;
  }
}

export function toTargetView(target: Target, unitCode: string): TargetView {
  return {
    id: target.id, code: target.code, title: target.title, unitCode, numeratorIndicator: target.numeratorIndicator, denominatorIndicator: target.denominatorIndicator,
    comparator: target.comparator, threshold: target.threshold, valueUnit: target.valueUnit, calculatedAt: target.calculatedAt, distinctPersons: target.distinctPersons,
    blocs: target.blocs, dueOn: target.dueOn, programmeCode: target.programmeCode,
  };
}
