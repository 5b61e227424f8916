import type { Bloc, UnitSplitItem, UnitSplitPart } from '@doanket/contracts';
import { Directory, type PostHeld, type UnitOn } from '@doanket/directory';
import { addDays, newId, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Blocs } from '../blocs/blocs';
import { ReorganisationPlanner } from '../reorganisations/reorganisation.planner';
import { UnitCodeTaken } from '../units/unit.errors';
import { UnitTree } from '../units/unit-tree';
import { NamedTwice, NotOfSplitUnion, NotSplittable, PartWithoutMembers, SuccessorNotFounded } from './unit-split.errors';
import { UnitSplitQueries, type Assignment, type Share, type SplitEmployerRow } from './unit-splits.queries';

export interface PlannedPart {
  /** Id the new union gets. */
  readonly unitId: string;
  readonly item: UnitSplitPart;
  readonly parent: UnitOn;
  readonly bloc: Bloc | null;
  readonly groups: readonly UnitOn[];
  readonly employers: readonly (SplitEmployerRow & { readonly shared: boolean })[];
}

/** Everything a split will do; nothing of it has happened. */
export interface UnitSplitPlan {
  readonly unit: UnitOn;
  readonly lastDay: Day;
  readonly effectiveOn: Day;
  readonly parts: readonly PlannedPart[];
  /** The part that takes over, when the old union ends. */
  readonly successor: PlannedPart | null;
  readonly assignment: Assignment;
  readonly shares: readonly Share[];
  /** Units that hang on a part afterwards, each from a day on. */
  readonly moved: readonly { readonly unit: UnitOn; readonly to: PlannedPart; readonly from: Day }[];
  /** Departments and groups that end with the old union. */
  readonly inside: readonly UnitOn[];
  readonly endedPosts: readonly PostHeld[];
}

/** Works out a split: the dry run and the decision see the same plan (ORG-05). */
@Injectable()
export class UnitSplitPlanner {
  constructor(
    private readonly directory: Directory, private readonly tree: UnitTree, private readonly blocs: Blocs, private readonly reorganisations: ReorganisationPlanner, private readonly queries: UnitSplitQueries,
  ) {}

  async plan(tx: Tx, item: UnitSplitItem): Promise<UnitSplitPlan> {
    const { effectiveOn } = item;
    const lastDay = addDays(effectiveOn, -1);
    const unit = await this.tree.liveOn(tx, item.unitCode, lastDay);
    if (unit.type !== 'G') throw new NotSplittable(item.unitCode);
    await this.reorganisations.requireGoesOn(tx, unit, effectiveOn);
    const hung = await this.tree.liveOn(tx, item.unitCode, effectiveOn);
    requireOnce(item);
    const known = await this.queries.groups(tx, hung.path, effectiveOn);
    const parts: PlannedPart[] = [];
    for (const [at, part] of item.parts.entries()) parts.push(await this.part(tx, part, { at, unit: hung, effectiveOn, known }));
    const successor = item.successorCode === undefined ? null : parts.find(({ item: { code } }) => code === item.successorCode) ?? notFounded();
    const assignment: Assignment = {
      unitId: unit.unitId, effectiveOn,
      members: item.parts.flatMap(({ memberIds }, part) => memberIds.map((id) => ({ id, part }))), groups: parts.flatMap(({ groups }, part) => groups.map(({ unitId: id }) => ({ id, part }))),
    };
    const shares = await this.queries.shares(tx, assignment);
    const empty = parts.findIndex((_, at) => !shares.some(({ part }) => part === at));
    if (empty >= 0) throw new PartWithoutMembers(empty);
    const going = movedGroups(parts, effectiveOn);
    const inside = successor === null ? [] : known.filter(({ path }) => !going.some(({ unit: group }) => isBelow(path, group.path)));
    const left = successor === null ? [] : await this.children(tx, unit.unitId, effectiveOn, [...going.map((one) => one.unit), ...inside]);
    return {
      unit: hung, lastDay, effectiveOn, parts, successor, assignment, shares, inside,
      moved: [...going, ...left.flatMap(({ from, ...child }) => (successor === null ? [] : [{ unit: child, to: successor, from }]))],
      endedPosts: successor === null ? [] : await this.directory.openPostsOfUnits(tx, [unit.unitId, ...inside.map(({ unitId }) => unitId)], lastDay),
    };
  }

  private async part(tx: Tx, item: UnitSplitPart, { at, unit, effectiveOn, known }: { at: number; unit: UnitOn; effectiveOn: Day; known: readonly UnitOn[] }): Promise<PlannedPart> {
    if ((await this.directory.findByCode(tx, item.code)) !== null) throw new UnitCodeTaken(item.code, `/body/parts/${at}/code`);
    const parentCode = item.parentCode ?? (await this.directory.getById(tx, unit.parentId ?? '')).code;
    const parent = await this.tree.parentFor(tx, 'G', parentCode, effectiveOn);
    const bloc = item.bloc ?? unit.bloc;
    // Whoever goes on in the bloc they are in is nobody new there.
    if (bloc !== unit.bloc) await this.blocs.requireOpen(tx, bloc, effectiveOn);
    const groups = item.groupCodes.map((code, n) => known.find((group) => group.code === code) ?? strange(`/body/parts/${at}/groupCodes/${n}`, 1));
    const strangers = await this.queries.strangers(tx, unit.unitId, item.memberIds, effectiveOn);
    if (strangers > 0) throw new NotOfSplitUnion(`/body/parts/${at}/memberIds`, strangers);
    return { unitId: newId(), item, parent, bloc, groups, employers: await this.employers(tx, item, at, unit.unitId) };
  }

  /** Employers of the old union, and those that no union covers. */
  private async employers(tx: Tx, item: UnitSplitPart, at: number, unitId: string): Promise<PlannedPart['employers']> {
    if (item.employers.length === 0) return [];
    const rows = await this.queries.employers(tx, unitId, item.employers.map(({ enterpriseCode }) => enterpriseCode));
    return item.employers.map(({ enterpriseCode, shared }, n) => {
      const row = rows.find((one) => one.enterpriseCode === enterpriseCode);
      return row !== undefined && (row.ours || !row.others) ? { ...row, shared } : strange(`/body/parts/${at}/employers/${n}/enterpriseCode`, 1);
    });
  }

  private async children(tx: Tx, unitId: string, day: Day, without: readonly UnitOn[]): Promise<(UnitOn & { from: Day })[]> {
    const gone = new Set(without.map((one) => one.unitId));
    return (await this.queries.children(tx, unitId, day)).filter((child) => !gone.has(child.unitId));
  }
}

/** Groups hang on their part; one inside another of the same part stays inside it. */
function movedGroups(parts: readonly PlannedPart[], from: Day): UnitSplitPlan['moved'] {
  const named = parts.flatMap((to) => to.groups.map((unit) => ({ unit, to, from })));
  return named.filter(({ unit, to }) => {
    const [nearest] = named.filter((other) => other.unit !== unit && isBelow(unit.path, other.unit.path)).sort((a, b) => b.unit.path.length - a.unit.path.length);
    return nearest?.to !== to;
  });
}

/** Each new union, group and member once; an employer once in a part. */
function requireOnce({ parts }: UnitSplitItem): void {
  const seen = new Set<string>();
  const once = (key: string, pointer: string): void => {
    if (seen.has(key)) throw new NamedTwice(pointer);
    seen.add(key);
  };
  for (const [at, part] of parts.entries()) {
    const here = `/body/parts/${at}`;
    once(`code ${part.code}`, `${here}/code`);
    for (const [n, code] of part.groupCodes.entries()) once(`group ${code}`, `${here}/groupCodes/${n}`);
    for (const [n, id] of part.memberIds.entries()) once(`member ${id}`, `${here}/memberIds/${n}`);
    for (const [n, { enterpriseCode }] of part.employers.entries()) once(`employer ${at} ${enterpriseCode}`, `${here}/employers/${n}/enterpriseCode`);
  }
}

const isBelow = (path: string, top: string): boolean => path === top || path.startsWith(`${top}.`);

function strange(pointer: string, unknown: number): never {
  throw new NotOfSplitUnion(pointer, unknown);
}

function notFounded(): never {
  throw new SuccessorNotFounded();
}
