import { defineDossier } from '@doanket/dossier';

const HEADS = ['CHAIR', 'ACTING_HEAD', 'STANDING_VICE_CHAIR'] as const;

/**
 * Base recognition: the union of the unit reviews with the employer's council, whose minutes and decision it holds. Source:
 * handbook INI-03; posts: assumption. Deadlines are rules.
 */
export const INITIATIVE_BASE = defineDossier({
  code: 'INITIATIVE_BASE', validFrom: '2012-03-02',
  steps: [
    { code: 'REVIEW', decides: { level: 'G', posts: HEADS }, outcomes: ['APPROVE'] },
    { code: 'RECOGNISE', decides: { level: 'G', posts: HEADS }, evidence: ['MINUTES', 'DECISION'], rejectionDecided: true, votes: true, returnsTo: ['SUBMITTER', 'REVIEW'] },
  ],
});

/** Recognition by the level above the grassroots: a historic district or a ward. Source: handbook INI-05. */
export const INITIATIVE_RAISE_S = defineDossier({
  code: 'INITIATIVE_RAISE_S', validFrom: '2012-03-02',
  steps: [{ code: 'RECOGNISE', decides: { level: 'S', posts: HEADS }, evidence: ['MINUTES', 'DECISION'], returnsTo: 'SUBMITTER' }],
});

/** Recognition by the city, checked by the level that recognised before. Source: handbook INI-05. */
export const INITIATIVE_RAISE_CITY = defineDossier({
  code: 'INITIATIVE_RAISE_CITY', validFrom: '2012-03-02',
  steps: [
    { code: 'CHECK', decides: { level: 'S', posts: HEADS }, returnsTo: 'SUBMITTER' },
    { code: 'RECOGNISE', decides: { level: 'C', posts: HEADS }, evidence: ['MINUTES', 'DECISION'], returnsTo: ['CHECK', 'SUBMITTER'] },
  ],
});

/** Recognition by the nation. Source: handbook INI-05. */
export const INITIATIVE_RAISE_NATIONAL = defineDossier({
  code: 'INITIATIVE_RAISE_NATIONAL', validFrom: '2012-03-02',
  steps: [
    { code: 'CHECK', decides: { level: 'C', posts: HEADS }, returnsTo: 'SUBMITTER' },
    { code: 'RECOGNISE', decides: { level: 'N', posts: HEADS }, evidence: ['MINUTES', 'DECISION'], returnsTo: ['CHECK', 'SUBMITTER'] },
  ],
});

/** Which process raises to which level. */
export const RAISING = { S: INITIATIVE_RAISE_S, CITY: INITIATIVE_RAISE_CITY, NATIONAL: INITIATIVE_RAISE_NATIONAL } as const;
