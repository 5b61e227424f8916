import { ruleConfirmedOf } from '../platform/rules.http';

/** A rule of initiatives was confirmed. Source: handbook 4. */
export const InitiativesRuleConfirmedV1 = ruleConfirmedOf('initiatives', { code: 'FILING_PERIOD', scope: 'ALL', value: { months: 12 } });
