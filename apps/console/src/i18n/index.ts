import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { area, fault, form, format, job, keys, level, nav, notFound, palette, post, shell, signIn, who } from './vi.json';

export type Language = 'vi' | 'en';
const REMEMBERED = 'doanket.language';

/**
 * All words of the console. The words of the frame come with the first load, those of the pages together with the first
 * page (`loadWords`), English only when asked for.
 */
export const i18n = i18next.createInstance();
void i18n.use(initReactI18next).init({
  lng: 'vi', fallbackLng: 'vi', resources: { vi: { translation: { area, fault, form, format, job, keys, level, nav, notFound, palette, post, shell, signIn, who } } },
  interpolation: { escapeValue: false }, nsSeparator: false, returnNull: false,
});

let words: Promise<void> | null = null;

/** Fetches the words of the pages, once; a fetch that failed is tried again by the next page. */
export function loadWords(): Promise<void> {
  words ??= import('./vi.json?pages').then(({ default: all }) => { i18n.addResourceBundle('vi', 'translation', all, true, true); }).catch((error: unknown) => { words = null; throw error; });
  return words;
}

/** Changes the language and remembers it on this device. */
export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18n.hasResourceBundle('en', 'translation')) {
    const { default: en } = await import('./en.json');
    i18n.addResourceBundle('en', 'translation', en);
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(REMEMBERED, language);
}

/** The language chosen on this device; Vietnamese until another is chosen. */
export function rememberedLanguage(): Language {
  return localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'vi';
}
