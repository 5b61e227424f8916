import type { Choice } from './lookup-field';

/** Where the cache keeps what a chosen code is called. */
export const chosenKey = (of: string, value: string): readonly unknown[] => ['chosen', of, value];

/** What a code in an address is called: asked for once, the code itself where nobody knows it. */
export const chosenQuery = (of: string, value: string, find: (words: string, signal: AbortSignal) => Promise<readonly Choice[]>) => ({
  queryKey: chosenKey(of, value), staleTime: Infinity,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Choice> => (await find(value, signal)).find((one) => one.value === value) ?? { value, label: value },
});
