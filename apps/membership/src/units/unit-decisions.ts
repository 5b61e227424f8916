import {
  LEVEL_OF_TYPE, UnitAdvancedV1, UnitFoundedV1, UnitMovedV1, UnitReclassifiedV1, UnitRenamedV1, type UnitAdvancedItem, type UnitFoundedItem,
  type UnitMovedItem, type UnitReclassifiedItem, type UnitRenamedItem, type UnitType,
} from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { DomainError, newId, ruleOf, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Blocs } from '../blocs/blocs';
import { DirectorySource, planned, type PlannedChange } from '../directory/directory-source';
import { requireOpen, requireParent, UnitTree } from './unit-tree';
import { BlocNotForLevel, UnitCannotAdvance, UnitCodeTaken, UnitInsideItself } from './unit.errors';
import { mayAdvance } from './unit.rules';

/** The decision behind a change: live or on paper, the rules are the same. */
export interface DecisionOf { readonly id: string; readonly decidedOn: Day }

/**
 * What decisions do to units. A change holds from its `validFrom`, else from the day of the decision; one that is
 * recorded later holds from then all the same (handbook 2.0). Each method answers the unit's id.
 */
@Injectable()
export class UnitDecisions {
  constructor(private readonly tree: UnitTree, private readonly source: DirectorySource, private readonly blocs: Blocs, private readonly directory: Directory) {}

  async found(tx: Tx, item: UnitFoundedItem, decision: DecisionOf): Promise<string> {
    return only(await this.foundMany(tx, [item], decision));
  }

  /**
   * Many units that do not need each other, in as many statements as one. Answers for each its id, or the rule that refuses it;
   * the others are founded all the same, and whoever asked takes all back when one refusal is one too many.
   */
  async foundMany(tx: Tx, items: readonly UnitFoundedItem[], decision: DecisionOf): Promise<Outcome[]> {
    await this.source.hold(tx);
    const day = (item: UnitFoundedItem): Day => item.validFrom ?? decision.decidedOn;
    const unitOn = await this.directory.byCodesOn(tx, items.map((item) => ({ code: item.parentCode, on: day(item) })));
    const taken = (await this.directory.byCodes(tx, items.map(({ code }) => code))).found;
    const blocs = new Map<string, void | DomainError>();
    for (const item of items) {
      const key = `${item.bloc} ${day(item)}`;
      if (!blocs.has(key)) blocs.set(key, await this.blocs.requireOpen(tx, item.bloc, day(item)).catch(ruleOf));
    }
    const outcomes = items.map((item) => orRefusal((): Change => {
      const parent = requireParent(unitOn(item.parentCode, day(item)), item.type, day(item));
      requireBlocFits(item.type, item.bloc);
      const closed = blocs.get(`${item.bloc} ${day(item)}`);
      if (closed instanceof DomainError) throw closed;
      if (taken.has(item.code)) throw new UnitCodeTaken(item.code);
      const unitId = newId();
      return { unitId, change: planned(UnitFoundedV1, {
        unitId, code: item.code, type: item.type, level: LEVEL_OF_TYPE[item.type], name: item.name, parentId: parent.unitId, state: item.state,
        bloc: item.bloc, territories: item.territories,
      }, day(item)) };
    }));
    return this.recordMany(tx, outcomes, decision);
  }

  async advance(tx: Tx, item: UnitAdvancedItem, decision: DecisionOf): Promise<string> {
    const from = item.validFrom ?? decision.decidedOn;
    const unit = await this.tree.on(tx, item.unitCode, from);
    if (!mayAdvance(unit.state, item.state)) throw new UnitCannotAdvance(unit.state);
    await this.source.record(tx, decision.id, [planned(UnitAdvancedV1, { unitId: unit.unitId, state: item.state }, from)]);
    return unit.unitId;
  }

  async rename(tx: Tx, item: UnitRenamedItem, decision: DecisionOf): Promise<string> {
    const from = item.validFrom ?? decision.decidedOn;
    const unit = await this.tree.openOn(tx, item.unitCode, from);
    await this.source.record(tx, decision.id, [planned(UnitRenamedV1, { unitId: unit.unitId, name: item.name }, from)]);
    return unit.unitId;
  }

  async reclassify(tx: Tx, item: UnitReclassifiedItem, decision: DecisionOf): Promise<string> {
    const from = item.validFrom ?? decision.decidedOn;
    const unit = await this.tree.openOn(tx, item.unitCode, from);
    requireBlocFits(unit.type, item.bloc);
    if (item.bloc !== unit.bloc) await this.blocs.requireOpen(tx, item.bloc, from);
    await this.source.record(tx, decision.id, [
      planned(UnitReclassifiedV1, { unitId: unit.unitId, bloc: item.bloc, territories: item.territories }, from),
    ]);
    return unit.unitId;
  }

  async move(tx: Tx, item: UnitMovedItem, decision: DecisionOf): Promise<string> {
    return only(await this.moveMany(tx, [item], decision));
  }

  /** Many different units, none of which is the parent of another one's move; otherwise as `foundMany`. */
  async moveMany(tx: Tx, items: readonly UnitMovedItem[], decision: DecisionOf): Promise<Outcome[]> {
    await this.source.hold(tx);
    const day = (item: UnitMovedItem): Day => item.validFrom ?? decision.decidedOn;
    const unitOn = await this.directory.byCodesOn(tx, items.flatMap((item) => [{ code: item.unitCode, on: day(item) }, { code: item.parentCode, on: day(item) }]));
    const moves = items.map((item) => orRefusal(() => {
      const unit = requireOpen(unitOn(item.unitCode, day(item)), day(item));
      return { unit, parentId: requireParent(unitOn(item.parentCode, day(item)), unit.type, day(item)).unitId, day: day(item) };
    }));
    const inside = await this.tree.insideItself(tx, moves.flatMap((move) => (move instanceof DomainError ? [] : [move])));
    return this.recordMany(tx, moves.map((move) => {
      if (move instanceof DomainError) return move;
      const { unit: { unitId }, parentId } = move;
      return inside.has(unitId) ? new UnitInsideItself() : { unitId, change: planned(UnitMovedV1, { unitId, parentId }, move.day) };
    }), decision);
  }

  /** Records what is not refused and lets it follow parents that ended since; answers the outcomes in their order. */
  private async recordMany(tx: Tx, outcomes: readonly (Change | DomainError)[], decision: DecisionOf): Promise<Outcome[]> {
    const done = outcomes.flatMap((outcome) => (outcome instanceof DomainError ? [] : [outcome]));
    await this.source.record(tx, decision.id, done.map(({ change }) => change));
    await this.tree.rehang(tx, done.map(({ unitId }) => unitId), decision.id);
    return outcomes.map((outcome) => (outcome instanceof DomainError ? outcome : outcome.unitId));
  }
}

interface Change { readonly unitId: string; readonly change: PlannedChange }

/** The id of a unit, or the rule that refuses the change. */
export type Outcome = string | DomainError;

/** The outcome of a lone change; throws its refusal. */
function only(outcomes: readonly Outcome[]): string {
  const [outcome] = outcomes;
  if (typeof outcome !== 'string') throw outcome ?? new Error('A change without an outcome');
  return outcome;
}

/** What the work answers, or the rule that refuses it. */
function orRefusal<T>(work: () => T): T | DomainError {
  try {
    return work();
  } catch (error) {
    return ruleOf(error);
  }
}

function requireBlocFits(type: UnitType, bloc: string | null): void {
  if (bloc !== null && LEVEL_OF_TYPE[type] !== 'G') throw new BlocNotForLevel(type);
}
