import { addDays } from '@doanket/kernel';
import { defineDossier, dueDay, missingEvidence, obstacleToStep, postTakesStep, stepAfter, stepOf } from './definition';

const home = defineDossier({
  code: 'UNION_HOME', validFrom: '2019-01-01', submissionEvidence: ['APPLICATION'],
  steps: [
    { code: 'SURVEY', decides: { level: 'G', posts: ['CHAIR'] }, evidence: ['SITE_PHOTO', 'MINUTES'] },
    { code: 'CHECK', decides: { level: 'S', posts: ['CHAIR'] }, returnsTo: ['SURVEY'], dueDays: 10 },
    { code: 'APPROVE', decides: { level: 'C', posts: ['CHAIR', 'STANDING_VICE_CHAIR'] }, decision: true, returnsTo: ['CHECK'] },
    { code: 'COMPLETE', decides: { level: 'S', posts: ['CHAIR'] }, dueOn: '06-30' },
  ],
});

it('goes from step to step and ends after the last', () => {
  expect(stepAfter(home, null)?.code).toBe('SURVEY');
  expect(stepAfter(home, 'APPROVE')?.code).toBe('COMPLETE');
  expect(stepAfter(home, 'COMPLETE')).toBeNull();
});

it('refuses a definition that returns forwards, has a step twice, or two deadlines', () => {
  const step = { code: 'AA', decides: { level: 'G' as const, posts: ['CHAIR' as const] } };
  expect(() => defineDossier({ code: 'XX', validFrom: '2019-01-01', steps: [{ ...step, returnsTo: ['BB'] }, { ...step, code: 'BB' }] })).toThrow('no earlier step');
  expect(() => defineDossier({ code: 'XX', validFrom: '2019-01-01', steps: [step, step] })).toThrow('stands twice');
  expect(() => defineDossier({ code: 'XX', validFrom: '2019-01-01', steps: [{ ...step, dueDays: 3, dueOn: '06-30' }] })).toThrow('two deadlines');
  expect(() => defineDossier({ code: 'XX', validFrom: '2019-02-30', steps: [step] })).toThrow();
});

it('names what is missing before a step can be left', () => {
  expect(missingEvidence(home, 'SURVEY', ['MINUTES'])).toEqual(['SITE_PHOTO']);
  expect(missingEvidence(home, 'SURVEY', ['MINUTES', 'SITE_PHOTO'])).toEqual([]);
  expect(missingEvidence(home, null, [])).toEqual(['APPLICATION']);
});

it('starts a period on the day after, and takes the next date of the year', () => {
  expect(dueDay(stepOf(home, 'CHECK'), '2025-06-01', addDays)).toBe('2025-06-11');
  expect(dueDay(stepOf(home, 'COMPLETE'), '2025-06-30', addDays)).toBe('2025-06-30');
  expect(dueDay(stepOf(home, 'COMPLETE'), '2025-07-01', addDays)).toBe('2026-06-30');
  expect(dueDay(stepOf(home, 'SURVEY'), '2025-07-01', addDays)).toBeNull();
});

it('lets who leads while the chair is vacant act as chair, and nobody else', () => {
  expect(postTakesStep(stepOf(home, 'CHECK'), 'ACTING_HEAD')).toBe(true);
  expect(postTakesStep(stepOf(home, 'CHECK'), 'VICE_CHAIR')).toBe(false);
});

describe('who may take a step', () => {
  const free = { step: stepOf(home, 'CHECK'), stepUnitId: 'u1', mine: { unitId: 'u1', post: 'CHAIR' as const }, personId: 'p1', submittedBy: 'p2', takenBy: ['p3'], missing: [] };
  it.each([
    ['the right post of the right unit', free, null],
    ['another unit', { ...free, stepUnitId: 'u2' }, 'NOT_YOUR_STEP'],
    ['another post', { ...free, mine: { unitId: 'u1', post: 'OFFICER' as const } }, 'NOT_YOUR_STEP'],
    ['no post', { ...free, mine: null }, 'NOT_YOUR_STEP'],
    ['the submitter', { ...free, submittedBy: 'p1' }, 'OWN_SUBMISSION'],
    ['who took an earlier step', { ...free, takenBy: ['p1'] }, 'DECIDED_EARLIER_STEP'],
    ['papers missing', { ...free, missing: ['MINUTES'] }, 'EVIDENCE_MISSING'],
  ] as const)('%s', (_name, input, obstacle) => {
    expect(obstacleToStep(input)).toBe(obstacle);
  });
});
