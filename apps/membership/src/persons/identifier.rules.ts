import type { IdentifierWarning } from '@doanket/contracts';
import { yearOf, type Day } from '@doanket/kernel';

/**
 * Place codes of birth registration that were given before the provinces merged in 2025; numbers already given do not
 * change. Source: handbook 4.8; the list is Circular 59/2021/TT-BCA, not confirmed here, so a miss is a warning only.
 */
const PLACES: ReadonlySet<string> = new Set((
  '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 '
  + '062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096'
).split(' '));

/** What a person's other data say. Null where they say nothing. */
export interface Known { readonly birthDate: Day | null; readonly gender: 'MALE' | 'FEMALE' | null }

/**
 * Doubts about a personal id: place (digits 1–3), century and gender (4), year of birth (5–6). They are warnings, for the
 * register may know better than we do. Source: handbook 4.8, SOC-01. `personalId`: twelve digits.
 */
export function personalIdWarnings(personalId: string, known: Known): IdentifierWarning[] {
  const century = 1900 + 100 * Math.floor(Number(personalId[3]) / 2);
  const gender = Number(personalId[3]) % 2 === 0 ? 'MALE' : 'FEMALE';
  const year = century + Number(personalId.slice(4, 6));
  const doubts: [boolean, IdentifierWarning][] = [
    [!PLACES.has(personalId.slice(0, 3)), 'PLACE_UNKNOWN'],
    [known.gender !== null && known.gender !== gender, 'GENDER_DIFFERS'],
    [known.birthDate !== null && Math.floor(yearOf(known.birthDate) / 100) !== Math.floor(century / 100), 'CENTURY_DIFFERS'],
    [known.birthDate !== null && yearOf(known.birthDate) % 100 !== year % 100, 'BIRTH_YEAR_DIFFERS'],
  ];
  return doubts.flatMap(([is, warning]) => (is ? [warning] : []));
}

/** An identifier as it is shown by default: the last three characters, the rest as dots. */
export function masked(identifier: string): string {
  return '•'.repeat(Math.max(identifier.length - 3, 0)) + identifier.slice(-3);
}

/** Where a value lies; the ciphertext holds there alone, so a value copied to another row does not open. */
export interface FieldPlace { readonly table: string; readonly column: string; readonly rowId: string }

/** Seals and opens single fields, and finds equal identifiers without reading them. */
export interface FieldSealer {
  seal(place: FieldPlace, value: string): Buffer;
  /** Throws when the value was altered, or belongs to another place. */
  open(place: FieldPlace, sealed: Buffer): string;
  /** The same for equal identifiers of one kind, and nothing but that. `identifier` is normalised by the caller. */
  blindIndex(kind: string, identifier: string): Buffer;
}
