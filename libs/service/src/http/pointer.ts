/** One step of a JSON pointer (RFC 6901). */
export function step(name: string): string {
  return `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}
