import type { AnswerOf, RouteContract } from '@doanket/contracts';
import { percentText } from '@doanket/kernel';
import { z } from 'zod';
import { CODE_WORDS } from './code-words.generated';
import type { Cell, ExportColumn, ExportColumnType } from './export-list';

/** A list of a route as a sheet. */
export interface ListSheet {
  readonly kind: string;
  /** Name of the sheet, beginning of the file name. */
  readonly title: string;
  readonly route: RouteContract;
  readonly columns: readonly ExportColumn<unknown>[];
  /** Codes of closed lists that stand in a column and have no words. */
  readonly wordless: readonly string[];
}

export type RowOf<R extends RouteContract> = AnswerOf<R> extends { items: readonly (infer Row)[] } ? Row : never;
type Plain = string | number | boolean | null | undefined | readonly unknown[];
/** A field of a row, or a field of an object in it: `name`, `employer.name`. */
type PathOf<Row> = { [K in keyof Row & string]: NonNullable<Row[K]> extends Plain ? K : K | `${K}.${keyof NonNullable<Row[K]> & string}` }[keyof Row & string];

/** A column that is not simply its field. */
export interface SheetColumn<Row> {
  readonly title: string;
  readonly type?: ExportColumnType;
  /** The field is text that holds a code; or the beginning under which its codes have their words, e.g. `UNIT_`. */
  readonly words?: true | string;
  readonly value?: (row: Row) => Cell;
}

/**
 * Declares the sheet of a list: fields of a row in their order with their Vietnamese headings. How a field is shown follows from
 * its schema: days, instants, money (`…Vnd`), counts, codes in the console's words, shares as percentages.
 */
export function sheetOf<R extends RouteContract>(kind: string, route: R, title: string, columns: { readonly [P in PathOf<RowOf<R>>]?: string | SheetColumn<RowOf<R>> }): ListSheet {
  const declared = Object.entries(columns as Readonly<Record<string, string | SheetColumn<unknown>>>).map(([path, column]) => ({ path, schema: fieldOf(route, path), column: typeof column === 'string' ? { title: column } : column }));
  return {
    kind, route, title, columns: declared.map(({ path, schema, column }) => columnOf(path, schema, column)),
    wordless: declared.flatMap(({ schema, column }) => (column.value === undefined ? codesOf(schema).map((code) => prefixOf(column) + code).filter((code) => CODE_WORDS[code] === undefined) : [])),
  };
}

/** The code in words; codes that the federation added stay as they are. */
export const wordOf = (code: string): string => CODE_WORDS[code] ?? code;
export const wordsOf = (codes: readonly string[]): string => codes.map(wordOf).join('; ');

function columnOf(path: string, schema: z.ZodType, { title, type, words, value }: SheetColumn<unknown>): ExportColumn<unknown> {
  const names = path.split('.');
  const shown = type ?? (value === undefined ? typeOf(names.at(-1) ?? path, schema) : 'text');
  if (value !== undefined) return { name: path, title, type: shown, value };
  const say = words !== undefined || codesOf(schema).length > 0 ? (code: string): string => CODE_WORDS[prefixOf({ words }) + code] ?? code : null;
  return { name: path, title, type: shown, value: (row) => cellOf(names.reduce<unknown>((part, name) => (part as Record<string, unknown> | null | undefined)?.[name], row), say) };
}

const prefixOf = ({ words }: { readonly words?: true | string | undefined }): string => (typeof words === 'string' ? words : '');

/** The codes of a closed list, or of a list of such. */
function codesOf(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodArray) return codesOf(plain(schema.element as z.ZodType));
  return schema instanceof z.ZodEnum ? schema.options.map(String) : [];
}

function cellOf(value: unknown, say: ((code: string) => string) | null): Cell {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((one) => String(cellOf(one, say) ?? '')).join('; ');
  if (typeof value === 'string') return say === null ? value : say(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const share = Share.safeParse(value);
  if (!share.success) throw new Error('A field of several parts needs a value of its own');
  return shareText(share.data);
}

const Share = z.object({ numerator: z.number(), denominator: z.number() });

/** A share of two parts: `75,2%`. */
export function shareText(share: { readonly numerator: number; readonly denominator: number }): string | null {
  const percent = percentText(share);
  return percent === null ? null : `${percent.replace('.', ',')}%`;
}

const UNITLESS = /(^year|Year|^number|^row|^ordinal|^sequenceNo|Mark|^total|^tier)$/;
const MONTHS: ReadonlySet<string> = new Set(['month', 'from', 'to', 'period', 'collects']);

function typeOf(name: string, schema: z.ZodType): ExportColumnType {
  if (schema instanceof z.ZodISODate) return 'day';
  if (schema instanceof z.ZodISODateTime) return 'instant';
  if (schema instanceof z.ZodBoolean) return 'flag';
  if (schema instanceof z.ZodNumber) return name.endsWith('Vnd') ? 'vnd' : UNITLESS.test(name) || !schema.isInt ? 'number' : 'integer';
  return MONTHS.has(name) && schema instanceof z.ZodString ? 'month' : 'text';
}

/** Schema of a field of a row. */
function fieldOf(route: RouteContract, path: string): z.ZodType {
  const items = (plain(route.answer) as z.ZodObject).shape['items'] as unknown as z.ZodArray;
  return path.split('.').reduce<z.ZodType>((schema, name) => {
    const fields = plain(schema) as Partial<z.ZodObject>;
    const field = fields.shape?.[name] as z.ZodType | undefined;
    if (field === undefined) throw new Error(`${route.service}.${route.name} answers no ${path}`);
    return plain(field);
  }, plain(items.element as z.ZodType));
}

/** Without what lets a value be missing. */
function plain(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodReadonly) return plain(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodPipe ? plain(schema.out as z.ZodType) : schema;
}
