import { z } from 'zod';

/** Enterprise number of ten digits; since 1/8/2025 it replaces the unit code of firms at the insurer. Source: handbook 4.8, SOC-01. */
export const EnterpriseCode = z.string().regex(/^\d{10}$/, 'Ten digits');

/** The set of three codes of an employer at the insurer: unit, participant group, business kind. Source: handbook 4.8. */
export const InsuranceUnit = z.strictObject({
  unitCode: z.string().regex(/^[A-Z0-9]{3,13}$/, 'Three to thirteen capital letters and digits'),
  participantGroup: z.string().regex(/^[A-Z]{2}$/, 'Two capital letters'),
  businessKind: z.string().regex(/^[A-Z0-9]{3}$/, 'Three capital letters or digits'),
});
export type InsuranceUnit = z.output<typeof InsuranceUnit>;

/** Who owns an employer: decides, with the bloc, by which rule dues are reckoned. Source: handbook 4.1. */
export const OWNERSHIPS = ['STATE', 'STATE_CONTROLLED', 'PRIVATE', 'FOREIGN', 'COOPERATIVE', 'PUBLIC_BODY', 'OTHER_OWNERSHIP'] as const;
export const Ownership = z.enum(OWNERSHIPS);
export type Ownership = z.infer<typeof Ownership>;

/** Where a count of workers comes from. */
export const WORKFORCE_SOURCES = ['EMPLOYER_REPORT', 'UNION_SURVEY', 'INSURANCE_LIST', 'CONTRIBUTION_NOTICE'] as const;
export const WorkforceSource = z.enum(WORKFORCE_SOURCES);
export type WorkforceSource = z.infer<typeof WorkforceSource>;
