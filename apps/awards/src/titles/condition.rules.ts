import type { Bloc, Level, PaperWarning, TitleBody } from '@doanket/contracts';
import type { Day, DomainError } from '@doanket/kernel';
import { MissingStep, NotADirectWorker, NotANonStateUnit, ReceiverKindWrong, TierWrong } from './condition.errors';
import { TitleNotInForce } from './title.errors';
import type { TitleVersion } from './title.rules';

/** Somebody who may receive a title, as the rules ask. */
export interface Candidate {
  readonly unitId: string; readonly titleCode: string; readonly level: Level; readonly year: number; readonly round: string | null;
  readonly receiverKind: TitleBody['receiverKinds'][number]; readonly name: string; readonly nameKey: string; readonly personId: string | null;
  readonly directWorker: boolean | null; readonly size: number | null; readonly tier: number | null;
}

/** What our records say of a candidate on a day. */
export interface CandidateFacts {
  readonly on: Day;
  /** The version that decides; null when the title is not in force. */
  readonly title: TitleVersion | null;
  /** Bloc of the unit on the day; null when it is not known. */
  readonly bloc: Bloc | null;
  /** The level whose record comes first, and the record. */
  readonly below: { readonly level: Level; readonly holdingId: string | null } | null;
  /** The receiver holds this title of this level and year already. */
  readonly heldThisYear: boolean;
}

export interface Condition { readonly condition: string; readonly fulfilled: boolean | null; readonly detail: string; readonly refusal: DomainError | null }

/** Blocs of the non-state sector. Source: AWD-14. */
export const NON_STATE: readonly Bloc[] = ['ENTERPRISE_NONSTATE', 'FDI'];

/**
 * Every condition of the title with its answer: true, false, or null where the data does not tell (AWD-02). `refusal` says why
 * the title cannot be decided so; where the data does not tell it stands for the live decision, on paper it is a warning.
 */
export function conditionsOf(candidate: Candidate, facts: CandidateFacts): Condition[] {
  const { title } = facts;
  const { titleCode, level } = candidate;
  const inForce = new TitleNotInForce(titleCode, level, { on: facts.on, year: candidate.year });
  if (title === null) return [{ condition: 'TITLE_IN_FORCE', fulfilled: false, detail: inForce.message, refusal: inForce }];
  const conditions: Condition[] = [];
  const add = (condition: string, fulfilled: boolean | null, refusal: () => DomainError): void => {
    const why = fulfilled === true ? null : refusal();
    conditions.push({ condition, fulfilled, detail: why?.message ?? '', refusal: why });
  };
  add('TITLE_IN_FORCE', true, () => inForce);
  add('RECEIVER_KIND', title.receiverKinds.includes(candidate.receiverKind), () => new ReceiverKindWrong(titleCode, candidate.receiverKind, title.receiverKinds));
  if (title.tiers !== null || candidate.tier !== null) add('TIER', tierFits(title, candidate.tier), () => new TierWrong(titleCode, title.tiers));
  for (const condition of title.conditions) {
    switch (condition) {
      case 'DIRECT_WORKER':
        add(condition, candidate.directWorker, () => new NotADirectWorker(titleCode, candidate.directWorker !== null));
        break;
      case 'NON_STATE_UNIT':
        add(condition, facts.bloc === null ? null : NON_STATE.includes(facts.bloc), () => new NotANonStateUnit(titleCode, facts.bloc));
        break;
      case 'LEVEL_BELOW_FIRST': {
        const { below } = facts;
        if (below !== null) add(condition, below.holdingId !== null, () => new MissingStep(titleCode, level, below.level));
        break;
      }
    }
  }
  return conditions;
}

function tierFits(title: TitleVersion, tier: number | null): boolean {
  return title.tiers === null ? tier === null : tier !== null && tier <= title.tiers;
}

/** Why the title cannot be decided now, or null: what is not known is refused as well. */
export function refusalLive(conditions: readonly Condition[]): DomainError | null {
  return conditions.find((one) => one.fulfilled !== true)?.refusal ?? null;
}

/** Why the paper cannot be taken, or null: only what is known to be wrong. */
export function refusalOnPaper(conditions: readonly Condition[]): DomainError | null {
  return conditions.find((one) => one.fulfilled === false)?.refusal ?? null;
}

/** What a paper leaves open. */
export function warningsOnPaper(conditions: readonly Condition[]): PaperWarning[] {
  return conditions.filter((one) => one.fulfilled === null).map((one) => ({ code: `${one.condition}_UNKNOWN`, detail: one.detail }));
}

/** Levels whose record is missing (AWD-02: "missing step"). */
export function missingSteps(facts: CandidateFacts): Level[] {
  const asked = facts.title?.conditions.includes('LEVEL_BELOW_FIRST') === true;
  return asked && facts.below !== null && facts.below.holdingId === null ? [facts.below.level] : [];
}
