import type { RoundIndicator, ValueUnit } from '@doanket/contracts';

/** Unit of a figure in a summary. */
export function valueUnitOf(indicator: RoundIndicator): ValueUnit {
  if (indicator === 'CONTEST_MONEY') return 'VND';
  return /^(GOODWORKER|INI_HONOUR|CHAIR|TYPICAL_IND|CONTEST_(CONTESTANT|WINNER))/.test(indicator) ? 'PERSON' : 'COUNT';
}

const HONOUR_FILTERS: Partial<Record<RoundIndicator, string>> = {
  GOODWORKER_S: 'titleCode=OUTSTANDING_WORKER&level=S', GOODWORKER_CITY: 'titleCode=OUTSTANDING_WORKER&level=C', INI_HONOUR_CITY: 'titleCode=CREATIVE_CAPITAL&level=C',
  CHAIR_CITY: 'titleCode=OUTSTANDING_CHAIR&level=C', TYPICAL_IND: 'titleCode=TYPICAL_EXAMPLE', TYPICAL_COL: 'titleCode=TYPICAL_EXAMPLE',
};

/** Where the records behind a frozen figure are listed as they are now. */
export function recordsUrl(indicator: RoundIndicator, roundCode: string): string {
  const base = '/api/campaigns';
  if (indicator === 'WORK_PLAQUE') return `${base}/works?round=${roundCode}&state=PLAQUE_ATTACHED`;
  if (indicator === 'WORK_G' || indicator === 'WORK_S') return `${base}/works?round=${roundCode}&level=${indicator.slice(-1)}&state=VERIFIED,PLAQUE_ATTACHED&late=false`;
  if (indicator.startsWith('PETITION_')) return `${base}/petitions?round=${roundCode}&channel=${indicator.slice('PETITION_'.length)}`;
  if (indicator.startsWith('CONTEST_')) return `${base}/contests?round=${roundCode}`;
  return `${base}/honours?round=${roundCode}&${HONOUR_FILTERS[indicator] ?? ''}`;
}
