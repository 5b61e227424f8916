import { defineDossier, isDecided, isDecision, returnTargets, type DossierDefinitionInput, type StepInput } from './definition';

const G = { level: 'G', posts: ['CHAIR'] } as const;
const define = (steps: readonly StepInput[], over: Partial<DossierDefinitionInput> = {}) => defineDossier({ code: 'UNION_HOME', validFrom: '2019-01-01', steps, ...over });

describe('a definition of a process', () => {
  it('takes the housing support of the style guide', () => {
    const definition = define([
      { code: 'SURVEY', decides: G, evidence: ['SITE_PHOTO', 'MINUTES'] },
      { code: 'CHECK', decides: { level: 'S', posts: ['CHAIR', 'ACTING_HEAD'] }, returnsTo: 'SURVEY' },
      { code: 'APPROVE', decides: { level: 'C', posts: ['CHAIR', 'STANDING_VICE_CHAIR'] }, evidence: ['DECISION'], returnsTo: 'CHECK' },
      { code: 'COMPLETE', decides: { level: 'S', posts: ['CHAIR', 'ACTING_HEAD'] }, evidence: ['DOSSIER'], dueOn: '06-30' },
    ]);
    expect(definition.steps.map((_, at) => returnTargets(definition, at))).toEqual([['SUBMITTER'], ['SURVEY'], ['CHECK'], []]);
  });

  it.each<[string, readonly StepInput[]]>([
    ['no step', []],
    ['a code twice', [{ code: 'SURVEY', decides: G }, { code: 'SURVEY', decides: G }]],
    ['the name of the submitter', [{ code: 'SUBMITTER', decides: G }]],
    ['nobody who decides', [{ code: 'SURVEY', decides: { level: 'G', posts: [] } }]],
    ['a return to itself', [{ code: 'SURVEY', decides: G, returnsTo: 'SURVEY' }]],
    ['a return to a later step', [{ code: 'SURVEY', decides: G, returnsTo: 'CHECK' }, { code: 'CHECK', decides: G }]],
    ['a return behind a decision', [{ code: 'SURVEY', decides: G }, { code: 'APPROVE', decides: G, decision: true }, { code: 'COMPLETE', decides: G, returnsTo: 'SURVEY' }]],
    ['a return to the submitter behind a decision', [{ code: 'APPROVE', decides: G, decision: true }, { code: 'COMPLETE', decides: G, returnsTo: 'SUBMITTER' }]],
    ['two deadlines', [{ code: 'SURVEY', decides: G, dueDays: 5, dueOn: '06-30' }]],
    ['a deadline that no year has', [{ code: 'SURVEY', decides: G, dueOn: '02-30' }]],
  ])('refuses %s', (_, steps) => {
    expect(() => define(steps)).toThrow();
  });

  it('takes the leap day, a return within reach of no decision, and several places to return to', () => {
    const definition = define([
      { code: 'SURVEY', decides: G, dueOn: '02-29' }, { code: 'CHECK', decides: G }, { code: 'APPROVE', decides: G, decision: true, returnsTo: ['CHECK', 'SUBMITTER'] },
    ]);
    expect(returnTargets(definition, 2)).toEqual(['CHECK', 'SUBMITTER']);
  });

  it('knows what is a decision', () => {
    const [plain, told, byEvidence, both] = define([
      { code: 'AA', decides: G }, { code: 'BB', decides: G, decision: true }, { code: 'CC', decides: G, evidence: ['DECISION'] }, { code: 'DD', decides: G, decision: true, rejectionDecided: true },
    ]).steps;
    expect([plain, told, byEvidence].map((step) => step !== undefined && isDecision(step))).toEqual([false, true, true]);
    expect([told, both].map((step) => step !== undefined && isDecided(step, 'REJECT'))).toEqual([false, true]);
  });
});
