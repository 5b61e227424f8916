import { z } from 'zod';
import { DayText, text } from '../core/shapes';

/**
 * A decision taken now, in the system: number, day, signer by the post held, file. `signerPostId` left out: the post acted
 * as. A decision of an earlier day is recorded as a paper decision instead, and confirmed by a second person.
 */
export const SignedDecision = z.strictObject({
  /** Unique per issuer and year, e.g. `512/QĐ-LĐLĐ`. */
  number: text(60),
  decidedOn: DayText,
  signerPostId: z.uuid().optional(),
  fileId: z.uuid().optional(),
});
export type SignedDecision = z.infer<typeof SignedDecision>;
