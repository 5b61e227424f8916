import { z } from 'zod';
import { text } from '../core/shapes';

/** Benefits the union follows for a worker. Source: handbook 4.8, SOC-06. */
export const CLAIM_KINDS = ['SICKNESS', 'MATERNITY'] as const;
export const ClaimKind = z.enum(CLAIM_KINDS);
export type ClaimKind = z.infer<typeof ClaimKind>;

/** Whose turn a file is: the worker hands it in, the employer or the worker files it, the insurer answers. */
export const CLAIM_TURNS = ['WORKER', 'EMPLOYER', 'INSURER', 'NOBODY'] as const;
export const ClaimTurn = z.enum(CLAIM_TURNS);
export type ClaimTurn = z.infer<typeof ClaimTurn>;

/** To whom the worker handed the file in. */
export const CLAIM_RECEIVERS = ['EMPLOYER', 'INSURER'] as const;
export const ClaimReceiver = z.enum(CLAIM_RECEIVERS);
export type ClaimReceiver = z.infer<typeof ClaimReceiver>;

export const CLAIM_OUTCOMES = ['PAID', 'REFUSED'] as const;
export const ClaimOutcome = z.enum(CLAIM_OUTCOMES);
export type ClaimOutcome = z.infer<typeof ClaimOutcome>;

/** Source: handbook SOC-07. */
export const INJURY_KINDS = ['WORK_ACCIDENT', 'OCCUPATIONAL_DISEASE'] as const;
export const InjuryKind = z.enum(INJURY_KINDS);
export type InjuryKind = z.infer<typeof InjuryKind>;

/** Papers of a case. 05A-HSB is the employer's request. Source: handbook 4.8. */
export const INJURY_PAPERS = ['HOSPITAL_PAPER', 'LOSS_ASSESSMENT', 'INVESTIGATION_MINUTES', 'FORM_05A_HSB'] as const;
export const InjuryPaper = z.enum(INJURY_PAPERS);
export type InjuryPaper = z.infer<typeof InjuryPaper>;

/** What a loss of ability to work gives a right to. Source: handbook 4.8. */
export const INJURY_ALLOWANCES = ['NONE', 'ONCE', 'MONTHLY'] as const;
export const InjuryAllowance = z.enum(INJURY_ALLOWANCES);
export type InjuryAllowance = z.infer<typeof InjuryAllowance>;

/** Health data is shown for a reason, which is kept and which the member sees (handbook 2.0). */
export const HealthReason = z.strictObject({ reason: text(300) });
