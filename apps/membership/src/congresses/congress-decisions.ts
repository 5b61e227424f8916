import { TermEndedV1, TermOpenedV1, type CongressHeldItem, type CongressKind, type Level } from '@doanket/contracts';
import type { UnitOn } from '@doanket/directory';
import { newId, yearOf, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LessThan, MoreThanOrEqual } from 'typeorm';
import { MembershipRules } from '../rules/membership-rules';
import type { DecisionOf } from '../units/unit-decisions';
import { Congress, Term } from './congress.entity';
import { CongressDaysInvalid, CongressNumberNotNext, TermsOverlap, TooFewForDelegates } from './congress.errors';
import { mayMeet, romanValue } from './congress.rules';

/** What decisions do to congresses and terms, live or on paper (ORG-08). */
@Injectable()
export class CongressDecisions {
  constructor(private readonly outbox: Outbox, private readonly rules: MembershipRules) {}

  /** By the rule of the day; where none is known, everybody may meet as they like. */
  async requireKind(tx: Tx, congress: { kind: CongressKind; level: Level; members: number | null }, day: Day): Promise<void> {
    const rule = await this.rules.on(tx, 'CONGRESS_DELEGATES', day);
    if (rule === null || mayMeet(congress.kind, congress.level, congress.members, rule.value.membersFrom)) return;
    throw new TooFewForDelegates(congress.members ?? 0, rule.value.membersFrom);
  }

  /** Numbers follow the days: earlier congresses of the unit bear smaller ones, later ones larger. */
  async requireNumberFits(tx: Tx, unitId: string, number: string, day: Day, except: string | null = null): Promise<void> {
    const rows: { number: string }[] = await tx.query(
      `select number from congress where unit_id = $1 and state <> 'CANCELLED' and id is distinct from $4
         and (ordinal = $2 or (ordinal > $2 and day <= $3::date) or (ordinal < $2 and day > $3::date)) order by day limit 1`, [unitId, romanValue(number), day, except]);
    if (rows[0] !== undefined) throw new CongressNumberNotNext(number, rows[0].number);
  }

  /** A congress that took place on paper, with the term it opened. */
  async heldOnPaper(tx: Tx, item: CongressHeldItem, unit: UnitOn, decision: DecisionOf): Promise<string> {
    const { unitCode: _, ...held } = item;
    const congress = Congress.planned({
      id: newId(), unitId: unit.unitId, number: item.number, ordinal: romanValue(item.number), congressKind: item.congressKind, plannedOn: null, memberCount: null, day: item.heldTo,
    });
    await tx.insert(Congress, congress).catch(numberTaken(item.number));
    await this.hold(tx, congress, unit, held, decision);
    return congress.id;
  }

  /** Recognised: the term that ran ends on the day before, its own begins. Throws TermsOverlap, CongressDaysInvalid. */
  async hold(tx: Tx, congress: Congress, unit: UnitOn, held: Omit<CongressHeldItem, 'unitCode' | 'number' | 'congressKind'>, decision: DecisionOf): Promise<void> {
    const startsOn = held.termFrom ?? held.heldTo;
    if (held.heldTo < held.heldFrom) throw new CongressDaysInvalid('/body/heldTo', 'The last day lies before the first');
    if (held.heldTo > decision.decidedOn) throw new CongressDaysInvalid('/body/heldTo', 'A congress is recognised after it was held');
    if (startsOn < held.heldFrom) throw new CongressDaysInvalid('/body/termFrom', 'The term begins with the congress at the earliest');
    if (held.plannedEndYear <= yearOf(startsOn)) throw new CongressDaysInvalid('/body/plannedEndYear', 'A term is planned to end in a later year');
    await this.requireKind(tx, { kind: congress.congressKind, level: unit.level, members: held.memberCount ?? congress.memberCount }, held.heldTo);
    await this.requireNumberFits(tx, unit.unitId, congress.number, held.heldTo, congress.id);
    congress.hold({ heldFrom: held.heldFrom, heldTo: held.heldTo, memberCount: held.memberCount ?? null, delegateCount: held.delegateCount ?? null, decisionId: decision.id });
    await tx.save(congress);
    await this.openTerm(tx, Term.opened({
      id: newId(), unitId: unit.unitId, number: congress.number, startsOn, plannedEndYear: held.plannedEndYear, congressId: congress.id, decisionId: decision.id,
    }));
  }

  /** The past is entered in any order: a term ends before the one after it begins, whichever was entered first. */
  private async openTerm(tx: Tx, term: Term): Promise<void> {
    const { unitId, startsOn } = term;
    const before = await tx.findOne(Term, { where: { unitId, startsOn: LessThan(startsOn) }, order: { startsOn: 'DESC' }, lock: { mode: 'pessimistic_write' } });
    const after = await tx.findOne(Term, { where: { unitId, startsOn: MoreThanOrEqual(startsOn) }, order: { startsOn: 'ASC' } });
    if (after?.startsOn === startsOn) throw new TermsOverlap(startsOn);
    const ended = before !== null && (before.endedOn === null || before.endedOn >= startsOn) ? before.endBefore(startsOn, term.decisionId) : null;
    if (before !== null && ended !== null) await tx.save(before);
    const endedSelf = after === null ? null : term.endBefore(after.startsOn, after.decisionId);
    await tx.insert(Term, term).catch((error: unknown) => {
      throw violated(error, 'term_no_overlap') ? new TermsOverlap(startsOn) : error;
    });
    if (ended !== null) await this.outbox.publish(tx, TermEndedV1, ended);
    await this.outbox.publish(tx, TermOpenedV1, term.said());
    if (endedSelf !== null) await this.outbox.publish(tx, TermEndedV1, endedSelf);
  }
}

/** Two at once plan the same congress: the second is told why. */
export const numberTaken = (number: string) => (error: unknown): never => {
  throw violated(error, 'congress_number_unique') ? new CongressNumberNotNext(number, number) : error;
};
