import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Look } from './theme';

const REMEMBERED = 'doanket.look';

/** True while the media query holds. */
export function useMedia(query: string): boolean {
  const [holds, setHolds] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const list = window.matchMedia(query);
    setHolds(list.matches);
    // At once: the sheet of a printer is drawn as soon as the listeners have returned.
    const change = (): void => flushSync(() => setHolds(list.matches));
    list.addEventListener('change', change);
    return () => list.removeEventListener('change', change);
  }, [query]);
  return holds;
}

/** Narrow screens show cards instead of tables; paper shows tables, however narrow it is. */
export const useNarrow = (): boolean => useMedia('screen and (max-width: 719px)');

/** True while the page is drawn for a printer. */
export const usePrinting = (): boolean => useMedia('print');

/** The look chosen on this device, and whether it is dark now. Paper is never dark. */
export function useLook(): { look: Look; dark: boolean; choose: (look: Look) => void } {
  const [look, setLook] = useState<Look>(() => {
    const kept = localStorage.getItem(REMEMBERED);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  });
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const printing = usePrinting();
  const dark = !printing && (look === 'dark' || (look === 'system' && systemDark));
  useEffect(() => { document.documentElement.dataset['look'] = dark ? 'dark' : 'light'; }, [dark]);
  return { look, dark, choose: (next) => { localStorage.setItem(REMEMBERED, next); setLook(next); } };
}
