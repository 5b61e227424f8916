import { HEADS } from '@doanket/contracts';
import { defineDossier } from '@doanket/dossier';

/**
 * Admission of a member: the committee of the grassroots union decides, under number, day and signer. Source: handbook
 * ORG-09; its deadline is a rule.
 */
export const MEMBER_ADMISSION = defineDossier({
  code: 'MEMBER_ADMISSION', validFrom: '2019-01-01',
  steps: [{ code: 'ADMIT', decides: { level: 'G', posts: HEADS }, decision: true, returnsTo: 'SUBMITTER' }],
});
