import { ruleConfirmedOf } from '../platform/rules.http';

/** A rule of welfare was confirmed. Source: handbook 4. */
export const WelfareRuleConfirmedV1 = ruleConfirmedOf('welfare', { code: 'SUPPORT_CEILING', scope: 'HOUSING_BUILD', value: { amountVnd: 30_000_000 } });
