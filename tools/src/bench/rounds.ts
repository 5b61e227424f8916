/** Rounds of every comparison, both sides in turn: what else the machine does falls on both alike. */
export const ROUNDS = 5;

/** Measures both sides ABAB. One unmeasured turn of each comes first. */
export async function interleaved(a: (round: number) => Promise<number>, b: (round: number) => Promise<number>, rounds = ROUNDS): Promise<{ a: number[]; b: number[] }> {
  const values = { a: [] as number[], b: [] as number[] };
  await a(-1);
  await b(-1);
  for (let round = 0; round < rounds; round += 1) {
    values.a.push(await a(round));
    values.b.push(await b(round));
  }
  return values;
}
