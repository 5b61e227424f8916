import { ruleConfirmedOf } from '../platform/rules.http';

/** A rule of membership was confirmed: rates, caps, shares, deadlines. Source: handbook 4. */
export const RuleConfirmedV1 = ruleConfirmedOf('membership');
