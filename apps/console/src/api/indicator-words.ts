import type { IndicatorView } from '@doanket/contracts';
import { i18n } from '../i18n';
import english from '../i18n/indicators.en.json';
import vietnamese from '../i18n/indicators.vi.json';

/**
 * The dictionary keeps the name of an indicator in Vietnamese and says in English how it is counted. Those it started with
 * we know in both languages; what officers added since is shown as they wrote it.
 */
const names: Readonly<Record<string, string>> = english;
const formulas: Readonly<Record<string, string>> = vietnamese;

/** The name of an indicator in the language of the officer. */
export const indicatorName = (one: Pick<IndicatorView, 'name'>): string => (i18n.language === 'en' ? names[one.name] ?? one.name : one.name);

/** How an indicator is counted, or what a part of it is, in the language of the officer. */
export const formulaText = (formula: string): string => (i18n.language === 'en' ? formula : formulas[formula] ?? formula);
