import { ruleRoutesOf } from '../platform/rules.http';
import { initiativesRules } from './rules';

/** The rule book of initiatives. */
export const initiativesRuleBook = ruleRoutesOf('initiatives', initiativesRules);

export const initiativesRuleRoutes = Object.values(initiativesRuleBook);
