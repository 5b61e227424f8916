import { getUnit, listUnitPosts, listUnits, type UnitView } from '@doanket/contracts';
import { call } from './call';

/** Units by name or code, with or without marks, on a day. */
export async function findUnits(words: string, signal: AbortSignal, asOf?: string): Promise<readonly UnitView[]> {
  return (await call(listUnits, { query: { q: words, limit: 12, ...(asOf === undefined ? {} : { asOf }) } }, { signal })).items;
}

/** Choices of a unit field: the code is what the APIs take. */
export async function findUnitChoices(words: string, signal: AbortSignal): Promise<readonly { value: string; label: string; hint: string }[]> {
  return (await findUnits(words, signal)).map((unit) => ({ value: unit.code, label: unit.name, hint: unit.code }));
}

/** Posts of a unit that could sign on a day: its heads then. */
export async function findSigners(unitCode: string, on: string, signal: AbortSignal) {
  return (await call(listUnitPosts, { params: { code: unitCode }, query: { asOf: on } }, { signal })).items;
}

/** A unit by its code. */
export async function findUnit(code: string, signal: AbortSignal) {
  return call(getUnit, { params: { code } }, { signal });
}
