import { ruleConfirmedOf } from '../platform/rules.http';

/** A rule of awards was confirmed. Source: handbook 4. */
export const AwardsRuleConfirmedV1 = ruleConfirmedOf('awards', { code: 'COUNCIL_QUORUM', scope: 'ALL', value: { part: { numerator: 2, denominator: 3 }, moreThan: false } });
