import type { RecordKind } from '../indicators/recipe.rules';

export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** One countable fact. `onDay` is the day that counts; `untilDay` the first day it counts no more. */
export interface ProjectedRecord {
  readonly kind: RecordKind;
  readonly recordId: string;
  readonly unitId: string;
  readonly onDay: string;
  readonly untilDay?: string | null;
  readonly roundCode?: string | null;
  readonly movementCode?: string | null;
  readonly amountVnd?: number | null;
  readonly attrs: Attributes;
  /** Path of the record at the service that owns it. */
  readonly sourcePath?: string | null;
}

/** What is added to a record that is already there. */
export interface RecordChange { readonly kind: RecordKind; readonly recordId: string; readonly attrs?: Attributes; readonly untilDay?: string }

/**
 * Changes to records in the order of their events, folded to one per record: what comes out is what carrying out each in
 * turn would leave. A record that is made takes the place of all that was said of it before; what is said of it later is
 * part of it; what is said of a record that was not made here changes the stored one, if there is one.
 */
export class RecordChanges {
  private readonly made = new Map<string, ProjectedRecord>();
  private readonly changed = new Map<string, RecordChange>();

  put(record: ProjectedRecord): void {
    const key = keyOf(record.kind, record.recordId);
    this.changed.delete(key);
    this.made.set(key, record);
  }

  amend(kind: RecordKind, recordId: string, attrs: Attributes): void {
    this.change({ kind, recordId, attrs });
  }

  end(kind: RecordKind, recordId: string, untilDay: string): void {
    this.change({ kind, recordId, untilDay });
  }

  /** All of it, sorted by record: two writers lock rows they share in one order. */
  taken(): { made: ProjectedRecord[]; changed: RecordChange[] } {
    return { made: sorted(this.made), changed: sorted(this.changed) };
  }

  private change(change: RecordChange): void {
    const key = keyOf(change.kind, change.recordId);
    const record = this.made.get(key);
    if (record !== undefined) this.made.set(key, { ...record, ...change, attrs: merged(record.attrs, change.attrs) });
    else {
      const before = this.changed.get(key);
      this.changed.set(key, { ...before, ...change, attrs: merged(before?.attrs ?? {}, change.attrs) });
    }
  }
}

const keyOf = (kind: RecordKind, recordId: string): string => `${kind}\u0000${recordId}`;

function sorted<T>(changes: ReadonlyMap<string, T>): T[] {
  return [...changes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}

/** As `||` of PostgreSQL joins JSON objects: the later value of a name stays; a name without a value says nothing. */
function merged(earlier: Attributes, later: Attributes = {}): Attributes {
  return { ...earlier, ...Object.fromEntries(Object.entries(later).filter(([, value]) => value !== undefined)) };
}
