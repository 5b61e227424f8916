/** One row of a file under the number it has there, with its cells by column. */
export interface CellRow { readonly no: number; readonly cells: Readonly<Record<string, string | number | null>> }

/** The file as a whole cannot be read; becomes the refusal of its exchange. `at`: the column, or the row. */
export class ExchangeUnreadable extends Error {
  constructor(readonly refusal: 'NOT_READABLE' | 'COLUMN_MISSING' | 'NO_ROWS', readonly at: string | null = null) {
    super(`The file cannot be read: ${refusal}`);
    this.name = 'ExchangeUnreadable';
  }
}
