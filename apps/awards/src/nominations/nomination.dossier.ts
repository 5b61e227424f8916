import { HEADS, type Level } from '@doanket/contracts';
import { defineDossier, type DossierDefinition } from '@doanket/dossier';

/** Which level checks a nomination before the deciding level votes. Source: AWD-02; for N: assumption. */
const CHECKED_AT = { G: 'G', S: 'S', C: 'S', N: 'C' } as const satisfies Partial<Record<Level, Level>>;
export type DecidingLevel = keyof typeof CHECKED_AT;

/**
 * A nomination on its way: the level above the nominating union checks (the city where there is no S), the council of the deciding
 * level votes, its head decides. Source: AWD-02 to AWD-04; posts: assumption.
 */
function nominationFor(level: DecidingLevel): DossierDefinition {
  return defineDossier({
    code: nominationCode(level), validFrom: '2015-01-01',
    steps: [
      { code: 'CHECK', decides: { level: CHECKED_AT[level], posts: HEADS } },
      { code: 'VOTE', decides: { level, posts: HEADS }, returnsTo: 'CHECK' },
      { code: 'DECIDE', decides: { level, posts: HEADS }, decision: true, returnsTo: 'VOTE' },
    ],
  });
}

/** Code of the process that awards at a level; the city's is the plain one. */
export function nominationCode(level: DecidingLevel): string {
  return level === 'C' ? 'AWARD_NOMINATION' : `AWARD_NOMINATION_${level}`;
}

export const NOMINATION_PROCESSES: readonly DossierDefinition[] = (['G', 'S', 'C', 'N'] as const).map(nominationFor);
