import { z } from 'zod';
import { DayText, text } from '../core/shapes';

export const GENDERS = ['MALE', 'FEMALE'] as const;
export const Gender = z.enum(GENDERS);

/** Twelve digits; replaces the ten-digit social-insurance number since 1/8/2025. Source: handbook 4.8. */
export const PersonalId = z.string().regex(/^\d{12}$/, 'Twelve digits');
/** Ten digits, legacy. Source: handbook 4.8. */
export const SocialInsuranceNo = z.string().regex(/^\d{10}$/, 'Ten digits');
/** A foreigner's passport number. */
export const PassportNo = z.string().regex(/^[A-Z0-9]{5,20}$/, 'Five to twenty capital letters and digits');

/** Sign-in name: lower-case letters, digits, dots and hyphens. */
export const Username = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/).min(3).max(60);

/** An account to be opened. Without a password the person sets one with the identity server's help desk. */
export const AccountBody = z.strictObject({
  username: Username,
  /** At least twelve characters, not the sign-in name; it is passed on to the identity server and kept nowhere. */
  password: z.string().min(12).max(128).optional(),
  /** The person must choose another one at the first sign-in. */
  temporary: z.boolean().default(true),
});
export type AccountBody = z.output<typeof AccountBody>;

/** Who somebody is. Identifiers are optional for office-holders of the past. */
export const PersonBody = z.strictObject({
  fullName: text(200),
  birthDate: DayText.optional(),
  gender: Gender.optional(),
  /** ISO 3166 code, two letters. */
  nationality: z.string().regex(/^[A-Z]{2}$/).default('VN'),
  personalId: PersonalId.optional(),
  socialInsuranceNo: SocialInsuranceNo.optional(),
  passportNo: PassportNo.optional(),
});
export type PersonBody = z.output<typeof PersonBody>;

export const ACCOUNT_STATES = ['OPENING', 'OPEN'] as const;

/** What may be doubted in an identifier and is no fault: place, century and gender, year. Source: handbook 4.8. */
export const IDENTIFIER_WARNINGS = ['PLACE_UNKNOWN', 'GENDER_DIFFERS', 'CENTURY_DIFFERS', 'BIRTH_YEAR_DIFFERS'] as const;
export const IdentifierWarning = z.enum(IDENTIFIER_WARNINGS);
export type IdentifierWarning = z.infer<typeof IdentifierWarning>;

/** An identifier as it is shown: only the last digits, the rest as dots. */
export const MaskedText = z.string().max(30);

export const PersonView = z.object({
  id: z.uuid(),
  fullName: z.string(),
  birthDate: DayText.nullable(),
  gender: Gender.nullable(),
  nationality: z.string(),
  unitCode: z.string(),
  personalId: MaskedText.nullable(),
  socialInsuranceNo: MaskedText.nullable(),
  passportNo: MaskedText.nullable(),
  warnings: z.array(IdentifierWarning),
  account: z.object({ username: z.string(), state: z.enum(ACCOUNT_STATES) }).nullable(),
  version: z.number().int(),
});
export type PersonView = z.infer<typeof PersonView>;
