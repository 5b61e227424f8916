import type { Column } from './list-types';

/** Rows that are looked at: what a column reads may hang on what the row says. */
const LOOKED_AT = 50;

/** The fields of a row that columns read when they are drawn, e.g. `unitName`, `account.state`. */
export function fieldsRead<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): ReadonlySet<string> {
  const read = new Set<string>();
  for (const row of rows.slice(0, LOOKED_AT)) {
    for (const { show, text } of columns) for (const draw of [show, text]) quietly(() => draw?.(watched(row, '', read)));
  }
  return read;
}

/**
 * What is left of the columns of a file when columns of the list were unticked: whatever only they read is not in it. What the
 * list does not offer at all stays, and so does what stands beside a code or a name that is shown.
 */
export function fileColumns(all: readonly string[], shown: ReadonlySet<string>, hidden: ReadonlySet<string>): string[] {
  const [seen, unseen] = [stemsOf(shown), stemsOf(hidden)];
  return all.filter((name) => seen.has(stemOf(name)) || !unseen.has(stemOf(name)));
}

/** `unitCode` and `unitName` are one column to whoever reads a list. */
const stemOf = (name: string): string => name.replace(/(?<=[a-z])(Code|Name)$/, '');
const stemsOf = (names: ReadonlySet<string>): ReadonlySet<string> => new Set([...names].map(stemOf));

/** The same value, which notes what is read of it. */
function watched<Value>(value: Value, path: string, read: Set<string>): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return new Proxy(value, {
    get: (target, name, receiver) => {
      const part: unknown = Reflect.get(target, name, receiver);
      if (typeof name !== 'string') return part;
      const at = path === '' ? name : `${path}.${name}`;
      read.add(at);
      return watched(part, at, read);
    },
  });
}

/** A column that cannot be drawn like this has its fields in the file. */
function quietly(draw: () => unknown): void {
  try {
    draw();
  } catch {
    // Nothing was read further on.
  }
}
