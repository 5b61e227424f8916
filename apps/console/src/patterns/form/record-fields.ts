import type { CallOf, RouteContract } from '@doanket/contracts';
import { searchKey } from '@doanket/kernel';
import type { ReactNode } from 'react';
import type { Option } from './fields';
import type { StoredFile } from './file-field';
import type { Choice } from './lookup-field';

/** What a form holds while it is typed, by the name of the field. */
export type Values = Readonly<Record<string, unknown>>;

export type BodyOf<R extends RouteContract> = NonNullable<CallOf<R>['body']>;
type Inside<T> = NonNullable<T> extends readonly (infer One)[] ? (One extends object ? `0.${keyof One & string}` : never) : NonNullable<T> extends object ? keyof NonNullable<T> & string : never;
/** Names of the fields of a body, those of an object inside it as `decision.number`, those of the one element of a list as `units.0.unitCode`. */
export type NameIn<T> = { [K in keyof T & string]: K | `${K}.${Inside<T[K]>}` }[keyof T & string];

export type Find = (words: string, signal: AbortSignal) => Promise<readonly Choice[]>;

interface Common<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** The rule that holds here, or where a number comes from. */
  readonly hint?: ReactNode;
  readonly required?: boolean;
  /** Stands in the form only while this holds; a field that does not stand there is not sent. */
  readonly when?: (values: Values) => boolean;
  /** What is wrong with it already, before it is sent. */
  readonly check?: (value: unknown, values: Values) => string | null;
}

type Kind =
  | { readonly kind: 'text'; readonly maxLength?: number; readonly placeholder?: string; /** Offered until something else is typed. */ readonly suggest?: (values: Values) => string }
  | { readonly kind: 'long'; readonly rows?: number; readonly maxLength?: number }
  | { readonly kind: 'password' }
  | { readonly kind: 'number'; readonly unit?: string; readonly max?: number }
  | { readonly kind: 'year' }
  /** A number with decimals that travels as text, `75,2` as `75.2`; with `number` it travels as a number. */
  | { readonly kind: 'decimal'; readonly as: 'text' | 'number' }
  | { readonly kind: 'day'; readonly min?: string; readonly max?: string }
  | { readonly kind: 'check' }
  | { readonly kind: 'choice'; readonly options: readonly Option[]; readonly empty?: string; readonly as?: 'number' }
  | { readonly kind: 'choices'; readonly options: readonly Option[] }
  | { readonly kind: 'lookup'; readonly of: string; readonly find: Find; readonly atOnce?: boolean }
  | { readonly kind: 'lookups'; readonly of: string; readonly find: Find; readonly atOnce?: boolean; readonly all?: { readonly label: string; readonly load: () => Promise<readonly Choice[]> } }
  | { readonly kind: 'file'; readonly upload: (file: File) => Promise<StoredFile> }
  | { readonly kind: 'words' }
  | { readonly kind: 'lines'; readonly of: readonly FormField[]; readonly add: string; readonly max?: number; readonly line: (n: number) => string };

export type FormField<Name extends string = string> = Common<Name> & Kind;

/** An empty form. */
export function emptyValues(fields: readonly FormField[]): Values {
  return Object.fromEntries(fields.map((field) => [field.name, emptyOf(field)]));
}

function emptyOf(field: FormField): unknown {
  switch (field.kind) {
    case 'number': case 'year': case 'day': case 'lookup': case 'file': return null;
    case 'check': return false;
    case 'choices': case 'lookups': case 'lines': return [];
    default: return '';
  }
}

/** The fields that stand in the form with these values. */
export const standing = <Name extends string>(fields: readonly FormField<Name>[], values: Values): readonly FormField<Name>[] => fields.filter((field) => field.when?.(values) ?? true);

/** What the field says, with what is offered where nothing was typed. */
export function saidIn(field: FormField, values: Values): unknown {
  const value = values[field.name] ?? emptyOf(field);
  return field.kind === 'text' && value === '' && field.suggest !== undefined ? field.suggest(values) : value;
}

/** Labels of required fields that say nothing yet. */
export function missingIn(fields: readonly FormField[], values: Values): string[] {
  return standing(fields, values).flatMap((field) => {
    const value = saidIn(field, values);
    if (field.kind === 'lines') {
      const inner = (value as readonly Values[]).flatMap((line) => missingIn(field.of, line));
      return field.required === true && (value as readonly unknown[]).length === 0 ? [field.label] : [...new Set(inner)];
    }
    return field.required === true && isEmpty(value) ? [field.label] : [];
  });
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}

/** True where a field says something that can be seen to be wrong. */
export function faultyIn(fields: readonly FormField[], values: Values): boolean {
  return standing(fields, values).some((field) => (field.check?.(saidIn(field, values), values) ?? null) !== null
    || (field.kind === 'lines' && (values[field.name] as readonly Values[] | undefined ?? []).some((line) => faultyIn(field.of, line))));
}

/** The body of the request: names with a point become objects (`.0.`: the one element of a list), what says nothing is left out. */
export function bodyOf(fields: readonly FormField[], values: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of standing(fields, values)) {
    const value = sentOf(field, saidIn(field, values));
    if (value !== undefined) put(body, field.name.split('.'), value);
  }
  return body;
}

function sentOf(field: FormField, value: unknown): unknown {
  switch (field.kind) {
    case 'check': return value === true;
    case 'choices': return value;
    case 'number': case 'year': case 'day': return value ?? undefined;
    case 'lookup': return (value as Choice | null)?.value;
    case 'lookups': return (value as readonly Choice[]).map((one) => one.value);
    case 'file': return (value as StoredFile | null)?.id;
    case 'words': return (value as string).split(/[,;\n]/).map((word) => word.trim()).filter((word) => word !== '');
    case 'lines': return (value as readonly Values[]).map((line) => bodyOf(field.of, line));
    case 'decimal': return isEmpty(value) ? undefined : field.as === 'number' ? Number(plainNumber(value as string)) : plainNumber(value as string);
    case 'choice': return isEmpty(value) ? undefined : field.as === 'number' ? Number(value) : value;
    case 'password': return isEmpty(value) ? undefined : value;
    default: return isEmpty(value) ? undefined : (value as string).trim();
  }
}

function put(target: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) { target[first] = value; return; }
  const inner = (target[first] ?? (rest[0] === '0' ? [] : {})) as Record<string, unknown>;
  target[first] = inner;
  put(inner, rest, value);
}

/** `2.365` and `75,2` as officers type them become `2365` and `75.2`. */
export function plainNumber(typed: string): string {
  return typed.trim().replace(/\.(?=\d{3}(\D|$))/g, '').replace(',', '.');
}

/** A public code made of words: `Kế hoạch 80` → `ke-hoach-80`. */
export function codeFrom(...words: readonly (string | number | null | undefined)[]): string {
  return searchKey(words.filter((word) => word !== null && word !== undefined && word !== '').join(' ')).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '');
}

/** Pointers of all fields that stand in the form, for the errors that belong beside them. */
export function pointersOf(fields: readonly FormField[], values: Values, prefix = '/body'): string[] {
  return standing(fields, values).flatMap((field) => {
    const pointer = `${prefix}/${field.name.replaceAll('.', '/')}`;
    if (field.kind !== 'lines') return [pointer];
    return [pointer, ...(values[field.name] as readonly Values[] | undefined ?? []).flatMap((line, index) => pointersOf(field.of, line, `${pointer}/${index}`))];
  });
}
