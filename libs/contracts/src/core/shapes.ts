import { cleanText, QUALIFIERS } from '@doanket/kernel';
import { z } from 'zod';

/** Human text: NFC, trimmed, 1 to `max` characters. `overwrite` keeps the type, so the schema stays usable for OpenAPI. */
export const text = (max = 500) => z.string().overwrite(cleanText).min(1).max(max);

/** Longer text with line breaks kept. */
export const longText = (max = 5000) => z.string().overwrite((value) => value.normalize('NFC').trim()).min(1).max(max);

/** A stable, public code: lower-case words joined by hyphens, e.g. `nam-tu-liem`, `ha-noi-2023-dot-1`. */
export const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(60);

/** Whole đồng. */
export const Vnd = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A calendar day in Hanoi, `YYYY-MM-DD`. */
export const DayText = z.iso.date();

/** A whole number or decimal as text with a point, e.g. `526`, `75.2`. */
export const DecimalText = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/);

export const QualifierCode = z.enum(QUALIFIERS);

/** Levels, style guide section 6. */
export const LEVELS = ['N', 'C', 'S', 'G', 'D', 'T'] as const;
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;

/** Keyset paging: `limit` rows after the opaque `cursor`. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
});

/** A page of rows; `nextCursor` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const IdParam = z.strictObject({ id: z.uuid() });
export const CodeParam = z.strictObject({ code: Code });
