import { useEffect, useState } from 'react';
import type { Look } from './theme';

const REMEMBERED = 'doanket.look';

/** True while the media query holds. */
export function useMedia(query: string): boolean {
  const [holds, setHolds] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const list = window.matchMedia(query);
    const change = (): void => setHolds(list.matches);
    change();
    list.addEventListener('change', change);
    return () => list.removeEventListener('change', change);
  }, [query]);
  return holds;
}

/** Narrow screens show cards instead of tables. */
export const useNarrow = (): boolean => useMedia('(max-width: 719px)');

/** The look chosen on this device, and whether it is dark now. */
export function useLook(): { look: Look; dark: boolean; choose: (look: Look) => void } {
  const [look, setLook] = useState<Look>(() => {
    const kept = localStorage.getItem(REMEMBERED);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  });
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const dark = look === 'dark' || (look === 'system' && systemDark);
  useEffect(() => { document.documentElement.dataset['look'] = dark ? 'dark' : 'light'; }, [dark]);
  return { look, dark, choose: (next) => { localStorage.setItem(REMEMBERED, next); setLook(next); } };
}
