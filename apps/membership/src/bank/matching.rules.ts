import type { MatchProposal } from '@doanket/contracts';
import { searchKey, type Day } from '@doanket/kernel';

export interface Candidate { readonly kind: 'FUND' | 'REMITTANCE'; readonly targetId: string; readonly targetName: string; readonly byAccount: boolean; readonly byCode: boolean; readonly byName: boolean; readonly openVnd: number | null; readonly month: string | null }

/** Enterprise numbers in what a payer wrote. */
export function enterpriseCodesIn(text: string): string[] {
  return [...new Set(text.match(/(?<!\d)\d{10}(?!\d)/g) ?? [])];
}

/** Codes of units in what a payer wrote: words joined by hyphens. */
export function unitCodesIn(text: string): string[] {
  return [...new Set(searchKey(text).match(/[a-z0-9]+(?:-[a-z0-9]+)+/g) ?? [])];
}

/** The month a payer wrote, `T7/2025`, `tháng 07.2025`, `07-2025`; else the month of the booking. */
export function monthIn(text: string, bookedOn: Day): string {
  const found = /(?<!\d)(?:t|thang|ky)?\s*(0?[1-9]|1[0-2])\s*[/.-]\s*(20\d{2})(?!\d)/.exec(searchKey(text));
  return found === null ? bookedOn.slice(0, 7) : `${found[2]}-${String(found[1]).padStart(2, '0')}`;
}

/**
 * How sure a proposal is. HIGH: the account or the number says who, and the amount says what, alone among the candidates;
 * MEDIUM: one of the two says who; LOW: the name, or the amount alone.
 */
export function judge(candidates: readonly Candidate[], amountVnd: number): MatchProposal[] {
  const proposals = candidates.map((candidate): MatchProposal => {
    const amount = candidate.openVnd === amountVnd;
    const who = candidate.byAccount || candidate.byCode;
    return {
      kind: candidate.kind, targetId: candidate.targetId, targetName: candidate.targetName, month: candidate.month,
      confidence: who && amount ? 'HIGH' : who ? 'MEDIUM' : 'LOW',
      signs: [...(candidate.byAccount ? ['ACCOUNT' as const] : []), ...(candidate.byCode ? ['CODE' as const] : []), ...(candidate.byName ? ['NAME' as const] : []), ...(amount ? ['AMOUNT' as const] : [])],
    };
  }).filter((proposal) => proposal.signs.length > 0);
  const sure = proposals.filter((proposal) => proposal.confidence === 'HIGH').length;
  const rank = { HIGH: 0, MEDIUM: 1, LOW: 2 };
  return proposals.map((proposal) => (sure > 1 && proposal.confidence === 'HIGH' ? { ...proposal, confidence: 'MEDIUM' as const } : proposal)).sort((a, b) => rank[a.confidence] - rank[b.confidence]).slice(0, 5);
}
