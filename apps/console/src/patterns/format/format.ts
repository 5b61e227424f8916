import { dayOf, type Day, type Qualifier } from '@doanket/kernel';
import { i18n } from '../../i18n';

/** A whole number or decimal as officers write it: `2.365`, `75,2`; in English `2,365`, `75.2`. */
export function numberText(value: string | number): string {
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return text;
  const english = i18n.language === 'en';
  const whole = match[2]!.replace(/\B(?=(\d{3})+$)/g, english ? ',' : '.');
  const rest = match[3] === undefined ? '' : (english ? '.' : ',') + match[3];
  return `${match[1] === '-' ? '−' : ''}${whole}${rest}`;
}

/** `75.2` → `75,2%`. */
export const percentOf = (value: string | number): string => `${numberText(value)}%`;

/** Whole đồng: `1.000.000 đ`. */
export const vndText = (amountVnd: number): string => `${numberText(amountVnd)} đ`;

/** `2025-12-31` → `31/12/2025`; an open day stays a dash. */
export function dayText(day: Day | null | undefined): string {
  if (day === null || day === undefined || day === '') return '–';
  const [year, month, date] = day.slice(0, 10).split('-');
  return `${date}/${month}/${year}`;
}

const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });

/** An instant in Hanoi time: `31/12/2025 08:05`. */
export function instantText(instant: string | null | undefined): string {
  if (instant === null || instant === undefined || instant === '') return '–';
  const time = new Date(instant);
  return Number.isNaN(time.getTime()) ? instant : `${dayText(dayOf(time))} ${clockTime.format(time)}`;
}

/** A period: `01/05–30/09/2023`, with both years where they differ; one day is that day. */
export function periodText(from: Day, to: Day | null): string {
  if (to === null) return i18n.t('format.since', { day: dayText(from) });
  if (from === to) return dayText(from);
  return from.slice(0, 4) === to.slice(0, 4) ? `${dayText(from).slice(0, 5)}–${dayText(to)}` : `${dayText(from)}–${dayText(to)}`;
}

/** How exact a figure is, in words: `gần 800`, `hơn 60`, `khoảng 5`. */
export function qualifiedText(text: string, qualifier: Qualifier): string {
  return qualifier === 'EXACT' ? text : i18n.t(`qualifier.${qualifier}`, { value: text });
}

export interface FigureLike {
  readonly reported: boolean; readonly value?: string | null; readonly valueUnit?: string | null; readonly qualifier?: Qualifier | null;
}

/** Value units whose figures are rates. */
const RATES: readonly string[] = ['PERCENT', 'LEGACY_PERCENT', '%'];

/** A figure as it is shown: with its unit and exactness, and "chưa báo cáo" where nothing was reported. */
export function figureText(figure: FigureLike): string {
  if (!figure.reported || figure.value === null || figure.value === undefined) return i18n.t('figure.notReported');
  const unit = figure.valueUnit ?? '';
  const text = RATES.includes(unit) ? percentOf(figure.value) : unit === 'VND' ? `${numberText(figure.value)} đ` : numberText(figure.value);
  return qualifiedText(text, figure.qualifier ?? 'EXACT');
}

/** A file size. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${numberText((bytes / 1024).toFixed(0))} KB`;
  return `${numberText((bytes / 1_048_576).toFixed(1))} MB`;
}

/** `2025-07` as officers write it: `07/2025`. */
export const monthText = (month: string): string => `${month.slice(5)}/${month.slice(0, 4)}`;
