/** The running number at the start of a decision's number, e.g. 512 of `512/QĐ-LĐLĐ`; null where there is none. */
export function runningNumber(number: string): number | null {
  const digits = /^(?:[A-ZĐ]+-)?(\d{1,7})/.exec(number)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Most gaps that are told. */
const MOST = 1_000;

/** Numbers between the first and the last one ever listed that no listed decision bears, so that no gap is hidden. Source: handbook ORG-03. */
export function gapsOf(entries: readonly { readonly number: string; readonly unitCode: string; readonly removed: boolean }[]): { number: number; unitCode: string | null }[] {
  const numbered = entries.flatMap((entry) => {
    const n = runningNumber(entry.number);
    return n === null ? [] : [{ ...entry, n }];
  });
  const listed = new Set(numbered.filter(({ removed }) => !removed).map(({ n }) => n));
  const all = numbered.map(({ n }) => n);
  const gaps: { number: number; unitCode: string | null }[] = [];
  for (let n = Math.min(...all); n <= Math.max(...all) && gaps.length < MOST; n += 1) {
    if (!listed.has(n)) gaps.push({ number: n, unitCode: numbered.find((entry) => entry.n === n)?.unitCode ?? null });
  }
  return gaps;
}
