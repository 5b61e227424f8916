import { i18n } from '../i18n';
import { codeOptions } from '../patterns/code/code-text';
import type { FormField, Values } from '../patterns/form/record-fields';
import { partName } from './rule-words';

/** The parts of a zod schema that are looked at. */
export interface Schema {
  readonly def: {
    readonly type: string; readonly format?: string; readonly innerType?: Schema; readonly element?: Schema; readonly shape?: Readonly<Record<string, Schema>>; readonly entries?: Readonly<Record<string, string>>;
  };
}
type Value = Readonly<Record<string, unknown>>;

const NULLABLE = new Set(['nullable', 'optional', 'default']);

/** Fields of a form for a value of this shape, each named by its path. */
export function valueFields(schema: unknown, path: readonly string[] = ['value'], required = true): FormField[] {
  const { def } = schema as Schema;
  if (NULLABLE.has(def.type)) return valueFields(def.innerType, path, false);
  if (def.type === 'object') return Object.entries(def.shape ?? {}).flatMap(([key, inner]) => valueFields(inner, [...path, key], required));
  const common = { name: path.join('.'), label: path.filter((key) => key !== 'value').map(partName).join(' – '), required };
  switch (def.type) {
    case 'number': return [{ ...common, kind: 'number', ...(common.name.endsWith('Vnd') ? { unit: 'đ' } : {}) }];
    case 'boolean': return [{ ...common, kind: 'check', required: false }];
    case 'enum': return [{ ...common, kind: 'choice', options: codeOptions(Object.values(def.entries ?? {})) }];
    case 'array': return [listField(common, def.element)];
    default: return [def.format === 'date' ? { ...common, kind: 'day' } : { ...common, kind: 'text' }];
  }
}

function listField(common: Pick<FormField, 'name' | 'label'> & { readonly required: boolean }, element: Schema | undefined): FormField {
  if (element?.def.type === 'object') {
    return { ...common, kind: 'lines', of: valueFields(element, []), add: i18n.t('ruleBook.addLine'), line: (n) => i18n.t('ruleBook.line', { n }) };
  }
  if (element?.def.type === 'enum') return { ...common, required: false, kind: 'choices', options: codeOptions(Object.values(element.def.entries ?? {})) };
  return { ...common, required: false, kind: 'words' };
}

/** What a form with those fields starts with. */
export function valueTyped(schema: unknown, value: unknown, path: readonly string[] = ['value']): Values {
  const { def } = schema as Schema;
  if (NULLABLE.has(def.type)) return value === null || value === undefined ? {} : valueTyped(def.innerType, value, path);
  if (def.type === 'object') return Object.assign({}, ...Object.entries(def.shape ?? {}).map(([key, inner]) => valueTyped(inner, (value as Value)[key], [...path, key]))) as Values;
  const name = path.join('.');
  if (def.type !== 'array' || !Array.isArray(value)) return { [name]: value };
  if (def.element?.def.type === 'object') return { [name]: value.map((line: unknown) => valueTyped(def.element, line, [])) };
  return { [name]: def.element?.def.type === 'enum' ? value : value.join(', ') };
}

/** The value as the API takes it: what was left empty is told as nothing, numbers of a list are numbers. */
export function valueSent(schema: unknown, typed: unknown): unknown {
  const { def } = schema as Schema;
  if (NULLABLE.has(def.type)) return isNothing(typed) ? null : valueSent(def.innerType, typed);
  if (def.type === 'object') return Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, inner]) => [key, valueSent(inner, (typed as Value | undefined)?.[key])]));
  if (def.type === 'array') return (Array.isArray(typed) ? typed : []).map((one: unknown) => valueSent(def.element, one));
  return def.type === 'number' && typeof typed === 'string' ? Number(typed) : typed;
}

const isNothing = (typed: unknown): boolean => typed === undefined || typed === null || typed === ''
  || (typeof typed === 'object' && !Array.isArray(typed) && Object.values(typed as Value).every(isNothing));
