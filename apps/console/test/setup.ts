import '@testing-library/jest-dom';
import { cleanup, configure } from '@testing-library/react';
import { TextDecoder, TextEncoder } from 'node:util';
import { i18n } from '../src/i18n';
import words from '../src/i18n/vi.json';

// In the browser they come with the first page.
i18n.addResourceBundle('vi', 'translation', words, true, true);
configure({ asyncUtilTimeout: 4_000 });

// jsdom lacks what every browser has.
Object.assign(globalThis, { TextEncoder, TextDecoder });
window.matchMedia ??= (query: string) => ({
  matches: false, media: query, onchange: null,
  addEventListener: () => undefined, removeEventListener: () => undefined,
  addListener: () => undefined, removeListener: () => undefined, dispatchEvent: () => false,
}) as unknown as MediaQueryList;
// jsdom lays nothing out; lists ask how high they are.
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 600 });
Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, get: () => 1000 });
globalThis.ResizeObserver ??= class { observe() {} unobserve() {} disconnect() {} } as unknown as typeof ResizeObserver;
globalThis.IntersectionObserver ??= class { observe() {} unobserve() {} disconnect() {} takeRecords() { return []; } } as unknown as typeof IntersectionObserver;
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
if (typeof globalThis.MessageChannel === 'undefined') {
  Object.assign(globalThis, { MessageChannel: class { port1 = { onmessage: null, close() {} }; port2 = { postMessage() {}, close() {} }; } });
}

beforeAll(async () => { await i18n.changeLanguage('vi'); });
afterEach(() => { cleanup(); localStorage.clear(); });
