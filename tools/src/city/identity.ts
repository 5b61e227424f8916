import { Weighted, type Random } from './random';

/** Place of birth registration: most in Hanoi, others around it. Source: handbook 4.8 for 001; the others are background knowledge. */
const PLACES = new Weighted<string>([
  ['001', 560], ['034', 40], ['036', 45], ['035', 35], ['038', 55], ['033', 30], ['030', 30], ['027', 30], ['026', 30], ['025', 35], ['024', 30], ['037', 25], ['040', 35], ['019', 20], ['017', 20],
]);
const MODULUS = 1_000_000;
/** Coprime with a million: `n` runs through all six-digit endings before one comes again. */
const STEP = 611_953;

/** An id that fits gender and birth date; ids of different `n` below a million differ in their last six digits. */
export function personalId(random: Random, person: { readonly woman: boolean; readonly birthDate: string }, n: number): string {
  const year = Number(person.birthDate.slice(0, 4));
  const century = Math.floor(year / 100) - 19;
  const ending = String((n * STEP) % MODULUS).padStart(6, '0');
  // A second million bears another place, so that its endings may come again.
  const place = n < MODULUS ? PLACES.pick(random) : '079';
  return `${place}${century * 2 + (person.woman ? 1 : 0)}${String(year % 100).padStart(2, '0')}${ending}`;
}
