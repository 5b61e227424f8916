import { NoQuorum, VotesDoNotAddUp } from './council.errors';

/** A part of a whole that must be reached, or passed. A dated row. */
export interface PartRule { readonly numerator: number; readonly denominator: number; readonly moreThan: boolean }

/** The least whole number that reaches the part of `whole`: 10 of 15 for two thirds, 8 of 15 for more than half. */
export function needed(whole: number, rule: PartRule): number {
  const product = whole * rule.numerator;
  const least = Math.ceil(product / rule.denominator);
  return rule.moreThan && least * rule.denominator === product ? least + 1 : least;
}

/** Answers the quorum. Throws NoQuorum. Source: AWD-03. */
export function requireQuorum(session: { readonly members: number; readonly present: number }, rule: PartRule): number {
  if (session.present > session.members) throw new VotesDoNotAddUp('/body/present', 'More are present than the council has members');
  const quorum = needed(session.members, rule);
  if (session.present < quorum) throw new NoQuorum(session.present, quorum, session.members);
  return quorum;
}

/** Result of one vote: those who abstain for conflict of interest do not vote and do not count. */
export function resultOf(vote: { readonly inFavour: number; readonly abstained: number; readonly present: number }, rule: PartRule, at: number): { readonly needed: number; readonly passed: boolean } {
  const voting = vote.present - vote.abstained;
  if (voting < 0) throw new VotesDoNotAddUp(`/body/votes/${at}/abstainedForConflict`, 'More abstain than are present');
  if (vote.inFavour > voting) throw new VotesDoNotAddUp(`/body/votes/${at}/inFavour`, 'More votes than may be cast');
  const least = Math.max(1, needed(voting, rule));
  return { needed: least, passed: vote.inFavour >= least };
}
