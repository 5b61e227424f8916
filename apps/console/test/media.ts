import { act } from '@testing-library/react';

/** A browser whose media queries hold when the test says so; put back after the test. */
export function mediaThat(...held: readonly string[]): { readonly set: (query: string, holds: boolean) => void } {
  const holding = new Set(held);
  const heard = new Map<string, Set<() => void>>();
  const before = window.matchMedia;
  window.matchMedia = (query) => {
    const listeners = heard.get(query) ?? new Set();
    heard.set(query, listeners);
    return {
      get matches() { return holding.has(query); }, media: query,
      addEventListener: (_: string, listener: () => void) => { listeners.add(listener); },
      removeEventListener: (_: string, listener: () => void) => { listeners.delete(listener); },
    } as unknown as MediaQueryList;
  };
  restore = () => { window.matchMedia = before; };
  return {
    set: (query, holds) => {
      if (holds) holding.add(query); else holding.delete(query);
      act(() => { for (const listener of [...heard.get(query) ?? []]) listener(); });
    },
  };
}

let restore = (): void => undefined;
afterEach(() => { restore(); restore = () => undefined; });
