import { defineDossier } from '@doanket/dossier';

/**
 * Housing support (Mái ấm Công đoàn): surveyed by the member's union with the confirmation of the local authority, checked
 * by S, decided by the city. Source: handbook WEL-02 and WEL-03; posts per step: assumption. Last days are data of the programme and rules.
 */
export const UNION_HOME = defineDossier({
  code: 'UNION_HOME', validFrom: '2019-01-01',
  steps: [
    { code: 'SURVEY', decides: { level: 'G', posts: ['CHAIR', 'ACTING_HEAD', 'STANDING_VICE_CHAIR'] }, evidence: ['SITE_PHOTO', 'MINUTES', 'LOCAL_CONFIRMATION'] },
    { code: 'CHECK', decides: { level: 'S', posts: ['CHAIR', 'ACTING_HEAD', 'STANDING_VICE_CHAIR'] }, returnsTo: ['SURVEY', 'SUBMITTER'] },
    { code: 'APPROVE', decides: { level: 'C', posts: ['CHAIR', 'ACTING_HEAD', 'STANDING_VICE_CHAIR'] }, evidence: ['DECISION'], returnsTo: ['CHECK', 'SURVEY', 'SUBMITTER'] },
  ],
});
