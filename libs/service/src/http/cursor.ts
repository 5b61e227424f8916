import { z } from 'zod';
import { RequestInvalid } from './request.errors';

/** Sort values of the last row of a page, the unique one last. */
export type CursorValues = readonly (string | number | null)[];

/** An opaque cursor for `nextCursor`. */
export function encodeCursor(values: CursorValues): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Reads a cursor back by the schema of its values, e.g. `z.tuple([z.iso.date(), z.uuid()])`; null for the first page.
 * Throws RequestInvalid with the pointer `/query/cursor`: a cursor comes from outside like everything else.
 */
export function decodeCursor<Schema extends z.ZodType>(cursor: string | undefined, values: Schema): z.output<Schema> | null {
  if (cursor === undefined) return null;
  try {
    return values.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new RequestInvalid([{ pointer: '/query/cursor', detail: 'Not a cursor of this list' }]);
  }
}

/** Cuts a page out of `limit + 1` rows and makes the cursor of the next one. */
export function pageFrom<Row, Item>(rows: readonly Row[], limit: number, view: (row: Row) => Item, cursorOf: (row: Row) => CursorValues): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
