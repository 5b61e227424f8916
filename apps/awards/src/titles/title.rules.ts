import type { Level, TitleBody } from '@doanket/contracts';
import { shareOfVnd, type Day } from '@doanket/kernel';
import { TitleBodyWrong, TitleOfOtherLevel } from './title.errors';

/** One version of a title, as rules ask it. */
export interface TitleVersion {
  readonly id: string; readonly code: string; readonly level: Level; readonly name: string; readonly kind: TitleBody['kind'];
  readonly receiverKinds: readonly TitleBody['receiverKinds'][number][]; readonly conditions: readonly TitleBody['conditions'][number][];
  readonly baseSalaryThousandths: number | null; readonly amountVnd: number | null; readonly tiers: number | null; readonly partner: string | null; readonly mark: string;
  readonly validFrom: Day; readonly validTo: Day | null;
}

const holdsOn = (version: TitleVersion, day: Day): boolean => version.validFrom <= day && (version.validTo === null || day <= version.validTo);

/**
 * The version that decides: in force on the day of the decision, of a title that was in force in the year of the achievement,
 * which is not ahead of the decision. Null when there is none. Source: AWD-01.
 */
export function versionFor(versions: readonly TitleVersion[], asked: { readonly on: Day; readonly year: number }): TitleVersion | null {
  if (asked.year > Number(asked.on.slice(0, 4))) return null;
  const inYear = versions.some((version) => version.validFrom <= `${asked.year}-12-31` && (version.validTo === null || version.validTo >= `${asked.year}-01-01`));
  return inYear ? (versions.find((version) => holdsOn(version, asked.on)) ?? null) : null;
}

const FROM_TOP: readonly Level[] = ['N', 'C', 'S', 'G'];

/** The level whose record must come first: the nearest below at which the title exists. Null when there is none. Source: AWD-05. */
export function levelBelow(level: Level, levelsOfTitle: readonly Level[]): Level | null {
  return FROM_TOP.slice(FROM_TOP.indexOf(level) + 1).find((below) => levelsOfTitle.includes(below)) ?? null;
}

/** Money due with one award, whole VND. `baseSalaryVnd`: of the decision's day; needed only where the title names a multiple. */
export function moneyOf(title: Pick<TitleVersion, 'baseSalaryThousandths' | 'amountVnd'>, baseSalaryVnd: number | null): number | null {
  if (title.baseSalaryThousandths === null) return title.amountVnd ?? 0;
  return baseSalaryVnd === null ? null : shareOfVnd(baseSalaryVnd, { numerator: title.baseSalaryThousandths, denominator: 1000 });
}

/** Who keeps the catalogue: N all of it, C its own levels. Assumption. */
export function requireKeeper(acting: Level, level: Level): void {
  if (acting === 'N' || (acting === 'C' && level !== 'N')) return;
  throw new TitleOfOtherLevel(level);
}

/** A version of a title as it is proposed; what is left out and null are the same. */
export type ProposedTitle = Pick<TitleBody, 'level' | 'kind' | 'validFrom'> & { readonly [Field in 'baseSalaryThousandths' | 'amountVnd' | 'tiers']?: number | null | undefined } & { readonly validTo?: Day | null | undefined };

/** What a single field cannot say. */
export function requireSound(body: ProposedTitle): void {
  const told = (value: unknown): boolean => value !== undefined && value !== null;
  if (told(body.baseSalaryThousandths) && told(body.amountVnd)) throw new TitleBodyWrong('/body/amountVnd', 'Either a multiple of the base salary or a sum, not both');
  if (told(body.validTo) && (body.validTo ?? '') < body.validFrom) throw new TitleBodyWrong('/body/validTo', 'Lies before its first day');
  if (told(body.tiers) && body.kind !== 'JOINT') throw new TitleBodyWrong('/body/tiers', 'Only a joint award has tiers');
  if (!FROM_TOP.includes(body.level)) throw new TitleBodyWrong('/body/level', 'This level decides no title');
}
