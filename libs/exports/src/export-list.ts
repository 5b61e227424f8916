import type { Permission } from '@doanket/contracts';
import type { Principal } from '@doanket/auth';
import type { Tx } from '@doanket/persistence';
import type { z } from 'zod';

/**
 * How a value is shown: days as dd/MM/yyyy, instants in Hanoi time, months as MM/yyyy, money and counts with points between
 * thousands, other numbers (years, marks) as they are, identifiers as text.
 */
export type ExportColumnType = 'text' | 'day' | 'instant' | 'month' | 'integer' | 'number' | 'vnd' | 'flag';

export type Cell = string | number | boolean | null;

export interface ExportColumn<Row> {
  /** The field of a row as the route of the list names it; by this the column is chosen. */
  readonly name: string;
  /** Title in Vietnamese, as it stands over the column. */
  readonly title: string;
  readonly type: ExportColumnType;
  readonly value: (row: Row) => Cell;
}

/** A page of rows, and where the next one begins; null at the end. */
export interface ExportPage<Row> { readonly rows: readonly Row[]; readonly next: unknown }

/**
 * One list that can be taken out as a file. Most are sheets of a route (`sheetOf`): the export then goes through the very door
 * of the list. A list of a million rows may bring a query of its own; its feature registers it in the constructor of its module:
 *
 * ```ts
 * exports.register(defineExport({
 *   kind: 'MEMBERS',                        // a kind of the contracts
 *   title: 'Danh sách đoàn viên',            // name of the sheet, beginning of the file name
 *   permission: 'membership.member.read',    // held by the post acted as, in its own unit; null where the list asks for nothing
 *   filter: MemberFilter,                    // the query of the list, without limit and cursor
 *   freeze: (tx, filter, principal) => …,    // everything rights depend on, as JSON: units, day. Throws like the list itself
 *   page: (tx, frozen, after, limit) => …,   // the same query as the list, by keyset; `after` is what the page before gave as `next`
 *   columns: [{ name: 'fullName', title: 'Họ và tên', type: 'text', value: (row) => row.fullName }],
 * }));
 * ```
 *
 * `freeze` runs when somebody asks, so that what is wrong is said at once, and again when the job begins, under the rights the
 * post has then. `page` must put the frozen units into its statement. Sensitive columns stay masked: an export is no unmasking.
 */
export interface ExportList<Filter = unknown, Frozen = unknown, Row = unknown> {
  readonly kind: string;
  readonly title: string;
  readonly permission: Permission | null;
  readonly filter: z.ZodType<Filter>;
  freeze(tx: Tx, filter: Filter, principal: Principal): Promise<Frozen>;
  page(tx: Tx, frozen: Frozen, after: unknown, limit: number): Promise<ExportPage<Row>>;
  readonly columns: readonly ExportColumn<Row>[];
}

/** Keeps the types of one list together and forgets them for the registry. */
export function defineExport<Filter, Frozen, Row>(list: ExportList<Filter, Frozen, Row>): ExportList {
  return list as unknown as ExportList;
}
