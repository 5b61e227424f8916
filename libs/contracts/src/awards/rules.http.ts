import { ruleRoutesOf } from '../platform/rules.http';
import { awardsRules } from './rules';

/** The rule book of awards. */
export const awardsRuleBook = ruleRoutesOf('awards', awardsRules);

export const awardsRuleRoutes = Object.values(awardsRuleBook);
