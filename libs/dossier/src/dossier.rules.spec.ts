import type { Level, Post } from '@doanket/contracts';
import type { PostHeld } from '@doanket/directory';
import type { StepDefinition } from './definition';
import {
  dueDay, isOverdue, isPassedUp, isSubmitterSide, missingEvidence, outcomeRefused, requireDayOfStep, rightsOf, stepActions, takerRefused, type Actor, type StepFacts,
} from './dossier.rules';

const held = (unitId: string, authority: Post = 'CHAIR'): PostHeld => ({
  postId: `post-${unitId}`, unitId, personId: 'chair', post: authority === 'ACTING_HEAD' ? 'STANDING_VICE_CHAIR' : authority, body: 'STANDING_COMMITTEE', acting: authority === 'ACTING_HEAD',
  appointment: 'ELECTED', fullTime: true, authority, validFrom: '2019-01-01', validTo: null,
});
const actor = (over: Partial<Actor> = {}): Actor => ({ personId: 'chair', post: held('s'), ...over });
const step = (over: Partial<StepDefinition> = {}): StepDefinition => ({ code: 'CHECK', decides: { level: 'S', posts: ['CHAIR'] }, ...over });
const facts = (over: Partial<StepFacts> = {}): StepFacts => ({
  dossier: { openedByPersonId: 'opener', submittedByPersonId: 'submitter', subjectPersonId: 'subject' },
  step: step(), unit: { unitId: 's', level: 'S' }, before: null, evidence: [], ...over,
});
const code = (refused: { code: string } | null): string | null => refused?.code ?? null;

describe('the last day of a step', () => {
  it('counts days from the day after', () => {
    expect(dueDay({ dueDays: 1 }, '2025-06-30')).toBe('2025-07-01');
    expect(dueDay({ dueDays: 15 }, '2025-02-20')).toBe('2025-03-07');
  });

  it('is the next such day, the day itself included', () => {
    expect(dueDay({ dueOn: '06-30' }, '2025-05-06')).toBe('2025-06-30');
    expect(dueDay({ dueOn: '06-30' }, '2025-06-30')).toBe('2025-06-30');
    expect(dueDay({ dueOn: '06-30' }, '2025-07-01')).toBe('2026-06-30');
  });

  it('takes 29 February as the last day of the month', () => {
    expect(dueDay({ dueOn: '02-29' }, '2025-01-01')).toBe('2025-02-28');
    expect(dueDay({ dueOn: '02-29' }, '2025-03-01')).toBe('2026-02-28');
    expect(dueDay({ dueOn: '02-29' }, '2024-01-01')).toBe('2024-02-29');
  });

  it('WEL-03: is overdue on the day after, while it waits', () => {
    const waiting = { state: 'OPEN', dueOn: '2025-06-30' };
    expect(isOverdue(waiting, '2025-06-30')).toBe(false);
    expect(isOverdue(waiting, '2025-07-01')).toBe(true);
    expect(isOverdue({ ...waiting, state: 'RETURNED' }, '2025-07-01')).toBe(false);
    expect(isOverdue({ state: 'OPEN', dueOn: null }, '2025-07-01')).toBe(false);
  });

  it('is none without a deadline', () => {
    expect(dueDay({}, '2025-06-30')).toBeNull();
  });
});

describe('who takes a step', () => {
  it('the post it names, in the unit it lies with', () => {
    expect(takerRefused(facts(), actor())).toBeNull();
    expect(code(takerRefused(facts(), actor({ post: held('other') })))).toBe('dossier/not-your-step');
    expect(code(takerRefused(facts(), actor({ post: held('s', 'OFFICER') })))).toBe('dossier/not-your-step');
    expect(code(takerRefused(facts(), actor({ post: null })))).toBe('dossier/not-your-step');
    expect(code(takerRefused(facts(), actor({ personId: null })))).toBe('dossier/not-your-step');
  });

  it('who leads while the chair is vacant counts as chair', () => {
    expect(takerRefused(facts(), actor({ post: held('s', 'ACTING_HEAD') }))).toBeNull();
    expect(rightsOf('ACTING_HEAD')).toEqual(['ACTING_HEAD', 'CHAIR']);
    expect(rightsOf('CHAIR')).toEqual(['CHAIR']);
  });

  it.each(['opener', 'submitter', 'subject'])('not the %s', (personId) => {
    expect(code(takerRefused(facts(), actor({ personId })))).toBe('dossier/own-submission');
  });

  const before = (level: Level, personId: string, unitId: string) => ({ step: 'SURVEY', level, personId, unitId });
  it('where one unit stands in and takes two steps, two persons do', () => {
    const c: Partial<StepFacts> = { unit: { unitId: 'c', level: 'C' }, step: step({ code: 'APPROVE', decides: { level: 'C', posts: ['CHAIR'] } }) };
    const chairOfC = actor({ post: held('c') });
    expect(code(takerRefused(facts({ ...c, before: before('S', 'chair', 'c') }), chairOfC))).toBe('dossier/decided-earlier-step');
    expect(takerRefused(facts({ ...c, before: before('S', 'vice-chair', 'c') }), chairOfC)).toBeNull();
    expect(takerRefused(facts({ ...c, before: before('S', 'chair', 's') }), chairOfC)).toBeNull();
    expect(code(takerRefused(facts({ ...c, before: before('C', 'chair', 'c') }), chairOfC))).toBe('dossier/decided-earlier-step');
  });

  it('two steps of one level below the city may be one person', () => {
    expect(takerRefused(facts({ before: before('S', 'chair', 's') }), actor())).toBeNull();
    expect(code(takerRefused(facts({ before: before('G', 'chair', 's') }), actor()))).toBe('dossier/decided-earlier-step');
  });

  it('a level above stands in where there is none', () => {
    expect(isPassedUp(step(), { level: 'S' })).toBe(false);
    expect(isPassedUp(step(), { level: 'C' })).toBe(true);
    expect(isPassedUp(step(), { level: 'G' })).toBe(false);
  });
});

describe('what an outcome takes', () => {
  const nothing = { decision: null, votes: null };
  const full = { number: '12/QĐ', decidedOn: '2025-05-06', fileId: 'file' };

  it('evidence before it is left, none for a plain rejection', () => {
    const needs = facts({ step: step({ evidence: ['MINUTES'] }) });
    expect(outcomeRefused(needs, 'APPROVE', nothing)).toMatchObject({ code: 'dossier/evidence-missing', facts: { missing: ['MINUTES'] } });
    expect(outcomeRefused({ ...needs, evidence: ['MINUTES'] }, 'APPROVE', nothing)).toBeNull();
    expect(outcomeRefused(needs, 'REJECT', nothing)).toBeNull();
  });

  it('INI-03: without number or minutes nothing moves, where a rejection is decided too', () => {
    const review = facts({ step: step({ decision: true, rejectionDecided: true, votes: true, evidence: ['MINUTES'] }) });
    expect(outcomeRefused(review, 'APPROVE', nothing)?.errors.map((error) => error.pointer)).toEqual(['/body/decision/number', '/body/decision/decidedOn', '/body/decision/fileId', '/body/votes']);
    const votes = { inFavour: 5, total: 7 };
    expect(code(outcomeRefused(review, 'APPROVE', { decision: full, votes }))).toBe('dossier/evidence-missing');
    expect(code(outcomeRefused(review, 'REJECT', { decision: full, votes }))).toBe('dossier/evidence-missing');
    expect(code(outcomeRefused(review, 'REJECT', nothing))).toBe('dossier/step-incomplete');
    expect(outcomeRefused({ ...review, evidence: ['MINUTES'] }, 'REJECT', { decision: full, votes })).toBeNull();
  });

  it('no more votes in favour than votes', () => {
    expect(code(outcomeRefused(facts(), 'APPROVE', { decision: null, votes: { inFavour: 8, total: 7 } }))).toBe('dossier/step-incomplete');
    expect(outcomeRefused(facts(), 'APPROVE', { decision: null, votes: { inFavour: 7, total: 7 } })).toBeNull();
  });

  it.each([{ evidence: ['DECISION'] }, { decision: true }])('the file of the decision, named as evidence or not: %j', (over) => {
    const approve = facts({ step: step(over) });
    expect(outcomeRefused(approve, 'APPROVE', { decision: { ...full, fileId: undefined }, votes: null })?.errors.map((error) => error.pointer)).toEqual(['/body/decision/fileId']);
    expect(outcomeRefused(approve, 'APPROVE', { decision: full, votes: null })).toBeNull();
  });

  it('which counts as evidence', () => {
    const approve = step({ evidence: ['DECISION'] });
    expect(missingEvidence(approve, [])).toEqual(['DECISION']);
    expect(missingEvidence(approve, [], true)).toEqual([]);
  });

  it('only what the step offers', () => {
    const complete = facts({ step: step({ outcomes: ['APPROVE'] }) });
    expect(outcomeRefused(complete, 'APPROVE', nothing)).toBeNull();
    expect(code(outcomeRefused(complete, 'REJECT', nothing))).toBe('dossier/outcome-not-offered');
  });

  it('a day from the one the step became current on until today', () => {
    const take = (day: string) => () => requireDayOfStep(day, '2025-05-02', '2025-05-06');
    expect(take('2025-05-02')).not.toThrow();
    expect(take('2025-05-06')).not.toThrow();
    expect(take('2025-05-01')).toThrow('open from 2025-05-02');
    expect(take('2025-05-07')).toThrow('until today');
  });
});

describe('what a person sees to do', () => {
  const definition = { code: 'UNION_HOME', validFrom: '2019-01-01', steps: [step({ evidence: ['MINUTES'] })] };
  const [check] = definition.steps;

  it('says why it cannot be done', () => {
    const open = facts({ ...(check === undefined ? {} : { step: check }) });
    expect(stepActions(open, definition, actor(), false)).toEqual([
      { action: 'APPROVE', enabled: false, obstacle: 'EVIDENCE_MISSING' }, { action: 'REJECT', enabled: true, obstacle: null }, { action: 'RETURN', enabled: true, obstacle: null },
    ]);
    expect(stepActions({ ...open, evidence: ['MINUTES'] }, definition, actor(), true).map((action) => action.obstacle)).toEqual(['DIRECTORY_STALE', 'DIRECTORY_STALE', 'DIRECTORY_STALE']);
    expect(stepActions(open, definition, actor({ personId: 'submitter' }), false).map((action) => action.obstacle)).toEqual(['OWN_SUBMISSION', 'OWN_SUBMISSION', 'OWN_SUBMISSION']);
  });

  it('the case is the opener\'s, the submitter\'s, and of who writes in its unit', () => {
    const dossier = { openedByPersonId: 'opener', submittedByPersonId: 'submitter' };
    expect(isSubmitterSide(dossier, { personId: 'opener', post: null }, 'g')).toBe(true);
    expect(isSubmitterSide(dossier, { personId: 'submitter', post: null }, 'g')).toBe(true);
    expect(isSubmitterSide(dossier, { personId: 'x', post: held('g', 'OFFICER') }, 'g')).toBe(true);
    expect(isSubmitterSide(dossier, { personId: 'x', post: held('g', 'INSPECTOR') }, 'g')).toBe(false);
    expect(isSubmitterSide(dossier, { personId: 'x', post: held('s') }, 'g')).toBe(false);
    expect(isSubmitterSide(dossier, { personId: null, post: held('g') }, 'g')).toBe(false);
  });
});
