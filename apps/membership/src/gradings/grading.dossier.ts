import { HEADS } from '@doanket/contracts';
import { defineDossier } from '@doanket/dossier';

/**
 * Grading of a grassroots union: it scores itself, the level directly above (else the city) checks and decides. Source:
 * handbook ORG-20; its deadline is a rule.
 */
export const UNION_GRADING = defineDossier({
  code: 'UNION_GRADING', validFrom: '2019-01-01',
  steps: [{ code: 'GRADE', decides: { level: 'S', posts: HEADS }, decision: true, returnsTo: 'SUBMITTER', outcomes: ['APPROVE'] }],
});
