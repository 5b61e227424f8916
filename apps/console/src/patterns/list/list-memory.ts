import { useState } from 'react';

export interface SavedView { readonly name: string; readonly search: Readonly<Record<string, string>> }
interface Memory { readonly hidden: readonly string[]; readonly dense: boolean; readonly views: readonly SavedView[] }

const EMPTY: Memory = { hidden: [], dense: false, views: [] };

/** What this device remembers of a list: hidden columns, density, saved views. */
export function useListMemory(list: string, hiddenAtFirst: readonly string[]): [Memory, (part: Partial<Memory>) => void] {
  const name = `doanket.list.${list}`;
  const [memory, setMemory] = useState<Memory>(() => {
    try {
      return { ...EMPTY, hidden: hiddenAtFirst, ...(JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<Memory>) };
    } catch {
      return { ...EMPTY, hidden: hiddenAtFirst };
    }
  });
  const change = (part: Partial<Memory>): void => {
    const next = { ...memory, ...part };
    localStorage.setItem(name, JSON.stringify(next));
    setMemory(next);
  };
  return [memory, change];
}
