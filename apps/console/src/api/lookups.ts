import {
  getUnit, listClusters, listContests, listFoundings, listIndicators, listMembers, listMovements, listOccasions, listPersons, listPlans, listRounds, listTerritories, listUnitPosts, listUnits, type UnitView,
} from '@doanket/contracts';
import { searchKey } from '@doanket/kernel';
import { i18n } from '../i18n';
import { dayText } from '../patterns/format/format';
import { call } from './call';
import { indicatorName } from './indicator-words';

/** One of many, as a field offers it. */
interface Found { value: string; label: string; hint: string }
const unitChoice = (unit: UnitView): Found => ({ value: unit.code, label: unit.name, hint: unit.code });

/** Units by name or code, with or without marks, on a day, as it was known on another. */
export async function findUnits(words: string, signal: AbortSignal, seen: { readonly asOf?: string; readonly knownOn?: string } = {}): Promise<readonly UnitView[]> {
  return (await call(listUnits, { query: { q: words, limit: 12, ...seen } }, { signal })).items;
}

/** Choices of a unit field: the code is what the APIs take. */
export async function findUnitChoices(words: string, signal: AbortSignal): Promise<readonly Found[]> {
  return (await findUnits(words, signal)).map(unitChoice);
}

/** Posts of a unit that could sign on a day: its heads then. */
export async function findSigners(unitCode: string, on: string, signal: AbortSignal) {
  return (await call(listUnitPosts, { params: { code: unitCode }, query: { asOf: on } }, { signal })).items;
}

/** A unit by its code. */
export async function findUnit(code: string, signal: AbortSignal) {
  return call(getUnit, { params: { code } }, { signal });
}

const LIMIT = 12;
const asked = (words: string): { q?: string; limit: number } => (words === '' ? { limit: LIMIT } : { q: words, limit: LIMIT });

/** Every unit directly below one, as choices. */
export async function unitsBelow(parent: string): Promise<Found[]> {
  const all: Found[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: UnitView[]; nextCursor: string | null } = await call(listUnits, { query: { parent, limit: 100, ...(cursor === null ? {} : { cursor }) } });
    all.push(...page.items.map(unitChoice));
    cursor = page.nextCursor;
  } while (cursor !== null && all.length < 1_000);
  // Ward 2 before ward 10.
  return all.sort((one, other) => one.label.localeCompare(other.label, 'vi', { numeric: true }));
}

export const findPlans = async (words: string, signal: AbortSignal): Promise<Found[]> => (await call(listPlans, { query: asked(words) }, { signal })).items.map((one) => ({ value: one.code, label: one.title, hint: one.number }));
export const findRounds = async (words: string, signal: AbortSignal): Promise<Found[]> => (await call(listRounds, { query: asked(words) }, { signal })).items.map((one) => ({ value: one.code, label: [i18n.t('rounds.ordinal', { ordinal: one.ordinal, year: one.year }), one.label].filter(Boolean).join(', '), hint: one.unitName }));
export const findMovements = async (words: string, signal: AbortSignal): Promise<Found[]> => (await call(listMovements, { query: asked(words) }, { signal })).items.map((one) => ({ value: one.code, label: one.title, hint: one.unitName }));
export const findClusters = async (words: string, signal: AbortSignal): Promise<Found[]> => (await call(listClusters, { query: asked(words) }, { signal })).items.map((one) => ({ value: one.code, label: one.name, hint: String(one.year) }));
export const findContests = async (words: string, signal: AbortSignal): Promise<Found[]> => (await call(listContests, { query: asked(words) }, { signal })).items.map((one) => ({ value: one.code, label: one.title, hint: String(one.year) }));
export const findOccasions = async (words: string, signal: AbortSignal): Promise<Found[]> => (await call(listOccasions, { query: asked(words) }, { signal })).items.map((one) => ({ value: one.code, label: one.name, hint: one.day === null ? '' : dayText(one.day) }));
export const findPersons = async (words: string, signal: AbortSignal): Promise<Found[]> => (await call(listPersons, { query: asked(words) }, { signal })).items.map((one) => ({ value: one.id, label: one.fullName, hint: one.birthDate === null ? one.unitCode : dayText(one.birthDate) }));
export const findIndicators = async (words: string, signal: AbortSignal): Promise<Found[]> => (await call(listIndicators, { query: asked(words) }, { signal })).items.map((one) => ({ value: one.code, label: indicatorName(one), hint: one.code }));

/** The words without marks and capitals in any of the texts. */
const says = (words: string, ...texts: readonly string[]): boolean => texts.some((text) => searchKey(text).includes(searchKey(words)));

/** Applications to found a union that wait for the decision; few, so they are searched here. */
export const findSubmittedFoundings = async (words: string, signal: AbortSignal): Promise<Found[]> =>
  (await call(listFoundings, { query: { state: 'SUBMITTED', limit: 100 } }, { signal })).items.filter((one) => says(words, one.name, one.code)).slice(0, LIMIT).map((one) => ({ value: one.id, label: one.name, hint: one.parentName }));

/** Wards and communes of today: some hundred, asked once and searched here. */
export async function findTerritories(words: string, signal: AbortSignal): Promise<Found[]> {
  const all: Found[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { code: string; name: string; union: { unitCode: string } | null }[]; nextCursor: string | null } = await call(listTerritories, { query: { limit: 100, ...(cursor === null ? {} : { cursor }) } }, { signal });
    all.push(...page.items.map((one) => ({ value: one.code, label: one.name, hint: one.union?.unitCode ?? i18n.t('territories.noUnion') })));
    cursor = page.nextCursor;
  } while (cursor !== null && all.length < 2_000);
  return all.filter((one) => says(words, one.label, one.value)).slice(0, LIMIT);
}

/** Members of one union by name, with or without marks. */
export const findMembersOf = (unit: string) => async (words: string, signal: AbortSignal): Promise<Found[]> =>
  (await call(listMembers, { query: { ...asked(words), unit, status: 'ACTIVE' } }, { signal })).items.map((one) => ({ value: one.id, label: one.fullName, hint: [dayText(one.birthDate), one.employeeCode].filter(Boolean).join(' · ') }));
