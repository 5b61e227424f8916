import type { Bloc, UnitState } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';

/** What is said of a unit for a period. `from` is the first day, `until` the first day after, null for open. */
export interface UnitSegment {
  readonly name: string;
  readonly parentId: string | null;
  readonly state: UnitState;
  readonly successorId: string | null;
  readonly bloc: Bloc | null;
  readonly territories: readonly string[];
  readonly decisionId: string;
  readonly from: Day;
  readonly until: Day | null;
}

/** Facts of a unit that change together. Each group has its own history. */
export type UnitChange =
  | Pick<UnitSegment, 'name'>
  | Pick<UnitSegment, 'parentId'>
  | Pick<UnitSegment, 'state' | 'successorId'>
  | Pick<UnitSegment, 'bloc' | 'territories'>;

/**
 * The timeline after a change that holds from a day on: the segment of that day is cut in two, and the change runs on
 * through later segments until the next change of the same facts that is already known. So a renaming of 2020 that is
 * recorded after a move of 2022 leaves the move alone, and does not undo a renaming of 2023.
 * Throws RangeError when the unit did not exist on `from`.
 */
export function changeFrom(timeline: readonly UnitSegment[], from: Day, change: UnitChange, decisionId: string): UnitSegment[] {
  const ordered = [...timeline].sort((a, b) => (a.from < b.from ? -1 : 1));
  const first = ordered.find((segment) => holdsOn(segment, from));
  if (first === undefined) throw new RangeError(`The unit has no history on ${from}`);
  const result: UnitSegment[] = [];
  let running = true;
  for (const segment of ordered) {
    if (segment.until !== null && segment.until <= from) {
      result.push(segment);
      continue;
    }
    running = running && agree(segment, first, change);
    if (!running) {
      result.push(segment);
      continue;
    }
    if (segment.from < from) result.push({ ...segment, until: from });
    result.push({ ...segment, ...change, decisionId, from: segment.from < from ? from : segment.from });
  }
  return result;
}

/** The segment of a day, or null when the unit did not exist. */
export function segmentOn(timeline: readonly UnitSegment[], day: Day): UnitSegment | null {
  return timeline.find((segment) => holdsOn(segment, day)) ?? null;
}

function holdsOn(segment: UnitSegment, day: Day): boolean {
  return segment.from <= day && (segment.until === null || day < segment.until);
}

function agree(a: UnitSegment, b: UnitSegment, change: UnitChange): boolean {
  return (Object.keys(change) as (keyof UnitChange)[]).every((fact) => JSON.stringify(a[fact]) === JSON.stringify(b[fact]));
}
