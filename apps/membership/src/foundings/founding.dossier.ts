import { HEADS } from '@doanket/contracts';
import { defineDossier } from '@doanket/dossier';

/** The city founds a grassroots union, under number, day and signer. Source: handbook ORG-02; its deadline is a rule. */
export const UNION_FOUNDING = defineDossier({
  code: 'UNION_FOUNDING', validFrom: '2019-01-01',
  steps: [{ code: 'FOUND', decides: { level: 'C', posts: HEADS }, decision: true, returnsTo: 'SUBMITTER' }],
});

/** The union above founds it where the city has delegated this. Source: handbook ORG-02. */
export const UNION_FOUNDING_DELEGATED = defineDossier({
  code: 'UNION_FOUNDING_DELEGATED', validFrom: '2019-01-01',
  steps: [{ code: 'FOUND', decides: { level: 'S', posts: HEADS }, decision: true, returnsTo: 'SUBMITTER' }],
});
