import { useParams } from '@tanstack/react-router';

/** A parameter of the page's address, e.g. `code` of `/emulation/rounds/$code`. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const value = params[name];
  if (value === undefined) throw new Error(`This page has no parameter ${name}`);
  return value;
}
