/** The same words as `vi.json`, as a module of its own that is fetched with the first page. */
declare module '*/vi.json?pages' {
  import type words from './vi.json';

  const all: typeof words;
  export default all;
}
