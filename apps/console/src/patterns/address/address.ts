import { useLocation, useRouter } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/** Search values that stay in the address from page to page. */
export const KEPT = ['asOf', 'knownOn'] as const;

/** Adds to an address what is kept from page to page, unless it names it itself. */
export function keepInAddress(href: string, search: Readonly<Record<string, unknown>>): string {
  const [path = '', query = ''] = href.split('?');
  const params = new URLSearchParams(query);
  for (const name of KEPT) {
    const value = search[name];
    if (typeof value === 'string' && value !== '' && !params.has(name)) params.set(name, value);
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

export interface Address {
  readonly path: string;
  readonly search: Readonly<Record<string, string | undefined>>;
  /** Opens another address of the console; the day the page is seen at stays. */
  readonly open: (href: string) => void;
  /** Changes search values in place; null or empty removes one. */
  readonly change: (values: Readonly<Record<string, string | null>>) => void;
}

/** Where we are, and how to go elsewhere. Filters and dates live in the address, so that it can be shared. */
export function useAddress(): Address {
  const router = useRouter();
  const path = useLocation({ select: (location) => location.pathname });
  const search = useLocation({ select: (location) => location.search as Record<string, string | undefined> });
  const open = useCallback((href: string) => {
    router.history.push(keepInAddress(href, router.state.location.search as Record<string, unknown>));
  }, [router]);
  const change = useCallback((values: Readonly<Record<string, string | null>>) => {
    const { pathname, search: now } = router.state.location;
    const params = new URLSearchParams(searchText(now as Record<string, unknown>));
    for (const [name, value] of Object.entries(values)) {
      if (value === null || value === '') params.delete(name);
      else params.set(name, value);
    }
    const text = params.toString();
    router.history.replace(text === '' ? pathname : `${pathname}?${text}`);
  }, [router]);
  return useMemo(() => ({ path, search, open, change }), [path, search, open, change]);
}

/** Search values are plain text, never JSON, so that an address can be typed. */
export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function searchText(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
