import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import vi from './vi.json';

export type Language = 'vi' | 'en';
const REMEMBERED = 'doanket.language';

/** All words of the console. Vietnamese comes with the first load, English only when asked for. */
export const i18n = i18next.createInstance();
void i18n.use(initReactI18next).init({
  lng: 'vi', fallbackLng: 'vi', resources: { vi: { translation: vi } },
  interpolation: { escapeValue: false }, nsSeparator: false, returnNull: false,
});

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
