/** Column transformer for whole VND: `bigint` in the table, safe integer in code. Throws beyond the safe range. */
export const vnd = {
  to: (value: number | null | undefined): string | null => (value === null || value === undefined ? null : value.toString()),
  from: (value: string | null): number | null => {
    if (value === null) return null;
    const amount = Number(value);
    if (!Number.isSafeInteger(amount)) throw new RangeError('Amount of VND beyond the safe range');
    return amount;
  },
};
