import { HEADS, type Level, type Post } from '@doanket/contracts';
import { hasEnded, type UnitOn } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import { DecidedInFuture, DecisionNotOpen, IssuerNotAlive, LevelDoesNotDecide, NotTheIssuer, OwnRecord } from './decision.errors';

/** Posts that sign decisions unless a step says otherwise. */
export const SIGNERS: readonly Post[] = HEADS;

/** A decision is dated on or before today, within the life of who takes it. Source: handbook 2.0. */
export function requireDayOfIssuer(decidedOn: Day, today: Day, issuer: UnitOn | null): asserts issuer is UnitOn {
  if (decidedOn > today) throw new DecidedInFuture(today);
  if (issuer === null || hasEnded(issuer) || issuer.state === 'PROPOSED') throw new IssuerNotAlive(decidedOn);
}

export function requireLevel(kind: string, level: Level, issuers: readonly Level[]): void {
  if (!issuers.includes(level)) throw new LevelDoesNotDecide(kind, level, issuers);
}

/** `goesOn`: the unit that goes on for the issuer today: itself, its successor, or the city. */
export function requireRecorder(actingUnitId: string, goesOn: { readonly unitId: string; readonly code: string }): void {
  if (actingUnitId !== goesOn.unitId) throw new NotTheIssuer(goesOn.code);
}

/** Whether a person may confirm a record, as a refusal or null. */
export function confirmationRefused(record: { readonly state: string; readonly paper: boolean; readonly recordedByPersonId: string }, personId: string | null): DecisionNotOpen | OwnRecord | null {
  if (record.state !== 'RECORDED' || !record.paper) return new DecisionNotOpen(record.state);
  return personId === null || personId === record.recordedByPersonId ? new OwnRecord() : null;
}

/** A live decision given a number that exists goes onto that very paper if it is the same one: one decision, many cases. */
export function isSamePaper(one: PaperMark, other: PaperMark): boolean {
  return one.kind === other.kind && one.decidedOn === other.decidedOn && one.signerPostId === other.signerPostId && one.fileId === other.fileId && one.paper === other.paper;
}
export interface PaperMark { readonly kind: string; readonly decidedOn: Day; readonly signerPostId: string; readonly fileId: string | null; readonly paper: boolean }
