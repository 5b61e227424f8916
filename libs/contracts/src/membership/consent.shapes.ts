/** What somebody may consent to. Source: handbook 4.11, ORG-11. */
export const CONSENT_PURPOSES = ['MEMBERSHIP', 'WELFARE', 'COMMENDATION', 'INSURANCE', 'STATISTICS'] as const;
