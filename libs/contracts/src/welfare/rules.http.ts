import { ruleRoutesOf } from '../platform/rules.http';
import { welfareRules } from './rules';

/** The rule book of welfare. */
export const welfareRuleBook = ruleRoutesOf('welfare', welfareRules);

export const welfareRuleRoutes = Object.values(welfareRuleBook);
