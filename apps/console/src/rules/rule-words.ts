import { i18n } from '../i18n';
import { codeText } from '../patterns/code/code-text';
import { dayText, numberText, percentOf, vndText } from '../patterns/format/format';

type Value = Readonly<Record<string, unknown>>;
interface Share { readonly numerator: number; readonly denominator: number }

/** The name of a rule in words. */
export const ruleName = (code: string): string => (i18n.exists(`ruleName.${code}`) ? i18n.t(`ruleName.${code}`) : code);
/** The name of a part of a value in words. */
export const partName = (key: string): string => (i18n.exists(`rulePart.${key}`) ? i18n.t(`rulePart.${key}`) : key);

/** What a rule holds for: everything, a group, a step of a process, a title at a level. */
export function scopeText(scope: string): string {
  if (scope === 'ALL') return i18n.t('ruleBook.everything');
  return scope.split('.').map((part) => (/^[NCSG]$/.test(part) ? i18n.t(`level.${part}`) : codeText(part))).join(' · ');
}

const isShare = (value: unknown): value is Share => typeof value === 'object' && value !== null && 'numerator' in value && 'denominator' in value;

/** Parts worth saying: what is open is left out beside what is not, and a part that says from where a line counts comes first. */
function partsOf(value: Value): [string, unknown][] {
  const parts = Object.entries(value);
  const known = parts.filter(([, one]) => one !== null && !(Array.isArray(one) && one.length === 0));
  return (known.length === 0 ? parts : known).sort(([one], [other]) => Number(other.startsWith('from')) - Number(one.startsWith('from')));
}

/** A value in words: `tỷ lệ 0,5%, căn cứ Tiền lương đóng BHXH`. */
export function valueText(value: Value): string {
  return partsOf(value).map(([key, one]) => `${partName(key)}: ${key.endsWith('Vnd') && typeof one === 'number' ? vndText(one) : oneText(one)}`).join(' · ');
}

/** A day of every year, `06-30`. */
const MONTH_DAY = /^\d\d-\d\d$/;

function oneText(value: unknown): string {
  if (value === null) return i18n.t('ruleBook.nothing');
  if (typeof value === 'boolean') return i18n.t(value ? 'ruleBook.yes' : 'ruleBook.no');
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return MONTH_DAY.test(value) ? value.split('-').reverse().join('/') : /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayText(value) : codeText(value);
  if (isShare(value)) return `${percentOf(String((value.numerator * 100) / value.denominator))} (${value.numerator}/${value.denominator})`;
  if (Array.isArray(value)) return value.length === 0 ? i18n.t('ruleBook.nothing') : value.map((one: unknown) => (typeof one === 'object' && one !== null ? `(${valueText(one as Value)})` : oneText(one))).join(', ');
  return valueText(value as Value);
}
