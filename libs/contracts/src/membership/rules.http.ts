import { ruleRoutesOf } from '../platform/rules.http';
import { membershipRules } from './rules';

/** The rule book of membership. */
export const membershipRuleBook = ruleRoutesOf('membership', membershipRules);

export const ruleRoutes = Object.values(membershipRuleBook);
