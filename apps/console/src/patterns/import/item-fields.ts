import { z } from 'zod';

export type ItemFieldKind = 'text' | 'long' | 'integer' | 'number' | 'day' | 'boolean' | 'choice' | 'words' | 'lines';

/** One field of an item, as a form or a column of a table shows it. */
export interface ItemField {
  /** Path inside the item, e.g. `receiver.name`. */
  readonly name: string;
  readonly kind: ItemFieldKind;
  readonly required: boolean;
  readonly options: readonly string[];
  /** For `lines`: the fields of one line, in order. */
  readonly parts: readonly ItemField[];
}

interface Shape {
  readonly type?: string; readonly format?: string; readonly maxLength?: number; readonly enum?: readonly string[]; readonly const?: string; readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>; readonly required?: readonly string[]; readonly items?: Shape; readonly default?: unknown;
}

/** Texts longer than this get several lines. */
const LONG_TEXT = 1_000;
const LINES = '\n';

/** The fields of an item schema of the contracts, nested objects flattened. */
export function itemFieldsOf(schema: z.ZodType): ItemField[] {
  return fieldsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, '', true);
}

function fieldsOf(shape: Shape, prefix: string, needed: boolean): ItemField[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, part]) => {
    const required = needed && (shape.required ?? []).includes(name);
    return part.properties === undefined ? [fieldOf(part, prefix + name, required)] : fieldsOf(part, `${prefix}${name}.`, required);
  });
}

function fieldOf(shape: Shape, name: string, required: boolean): ItemField {
  const field = { name, required, options: [] as string[], parts: [] as ItemField[] };
  if (shape.enum !== undefined) return { ...field, kind: 'choice', options: [...shape.enum] };
  if (shape.type === 'boolean') return { ...field, kind: 'boolean' };
  if (shape.type === 'integer') return { ...field, kind: 'integer' };
  if (shape.type === 'number') return { ...field, kind: 'number' };
  if (shape.type === 'array') return shape.items?.properties === undefined ? { ...field, kind: 'words' } : { ...field, kind: 'lines', parts: fieldsOf(shape.items, '', true) };
  if (shape.format === 'date') return { ...field, kind: 'day' };
  return { ...field, kind: (shape.maxLength ?? LONG_TEXT + 1) > LONG_TEXT && shape.format === undefined && shape.maxLength !== undefined ? 'long' : 'text' };
}

/** Builds an item out of what was typed: one text per field. Empty fields are left out. */
export function itemOf(fields: readonly ItemField[], typed: Readonly<Record<string, string>>): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const field of fields) {
    const text = (typed[field.name] ?? '').trim();
    if (text !== '') put(item, field.name.split('.'), valueOf(field, text));
  }
  return item;
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) { target[first] = value; return; }
  const inner = (target[first] ?? {}) as Record<string, unknown>;
  target[first] = inner;
  put(inner, rest, value);
}

/** The value a typed text stands for; text that stands for none stays text and is refused by the schema. */
export function valueOf(field: ItemField, text: string): unknown {
  switch (field.kind) {
    case 'integer': return wholeOf(text);
    case 'number': return Number(text.replace(/\.(?=\d{3}(\D|$))/g, '').replace(',', '.'));
    case 'boolean': return ['có', 'co', 'x', 'yes', 'true', '1'].includes(text.toLowerCase());
    case 'day': return isoDay(text);
    case 'words': return text.split(/[,;\n]/).map((word) => word.trim()).filter((word) => word !== '');
    case 'lines': return text.split(LINES).filter((line) => line.trim() !== '').map((line) => itemOf(field.parts, Object.fromEntries(line.split(';').map((part, index) => [field.parts[index]?.name ?? '', part]))));
    default: return text;
  }
}

/** `1.000.000` and `1000000` are the same; anything else stays text and is refused with its field. */
function wholeOf(text: string): number | string {
  const digits = text.replace(/[.\s]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : text;
}

/** `31/12/2023` and `2023-12-31` are the same day. */
function isoDay(text: string): string {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  return match === null ? text : `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}`;
}
