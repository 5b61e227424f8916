import { randomBytes } from 'node:crypto';
import { newId, type Day } from '@doanket/kernel';
import { type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { CertificateNumberTaken } from '../holdings/holding.errors';
import { certificateNumber } from './certificate.rules';

/** A certificate to be issued; `number` only where the paper has one of its own. */
export interface CertificateDraft { readonly holdingId: string; readonly unitId: string; readonly titleCode: string; readonly mark: string; readonly name: string; readonly number: string | null }
export interface IssuedCertificate { readonly id: string; readonly number: string }

/** Gives out certificates: numbers without gaps per issuer, year and title (AWD-04), and a token nobody can guess. */
@Injectable()
export class CertificateNumbers {
  /**
   * Issues certificates in their order. The counter stays locked until the transaction ends, and a roll-back takes its numbers back:
   * so there are no gaps. Throws CertificateNumberTaken for a paper's number that is used.
   */
  async issue(tx: Tx, issuer: { readonly unitId: string; readonly year: number; readonly on: Day }, drafts: readonly CertificateDraft[]): Promise<IssuedCertificate[]> {
    const next = await this.take(tx, issuer, drafts);
    const certificates = drafts.map((draft) => ({
      id: newId(), holdingId: draft.holdingId, unitId: draft.unitId, titleCode: draft.titleCode, name: draft.name,
      number: draft.number ?? certificateNumber(next(draft.titleCode), issuer.year, draft.mark), token: randomBytes(16).toString('base64url'),
    }));
    await tx.query(
      `insert into certificate (id, holding_id, unit_id, issuer_unit_id, title_code, year, number, token, name, issued_on, state)
       select id, "holdingId", "unitId", $2, "titleCode", $3, number, token, name, $4, 'VALID'
       from jsonb_to_recordset($1::jsonb) as c(id uuid, "holdingId" uuid, "unitId" uuid, "titleCode" text, number text, token text, name text)`,
      [JSON.stringify(certificates), issuer.unitId, issuer.year, issuer.on],
    ).catch((error: unknown) => {
      throw violated(error, 'certificate_number_unique') ? new CertificateNumberTaken() : error;
    });
    return certificates.map(({ id, number }) => ({ id, number }));
  }

  /** Takes as many places as each title needs, in one order of titles, so that two decisions cannot block each other. */
  private async take(tx: Tx, issuer: { readonly unitId: string; readonly year: number }, drafts: readonly CertificateDraft[]): Promise<(titleCode: string) => number> {
    const wanted = new Map<string, number>();
    for (const draft of drafts) if (draft.number === null) wanted.set(draft.titleCode, (wanted.get(draft.titleCode) ?? 0) + 1);
    const places = new Map<string, number>();
    for (const [titleCode, count] of [...wanted].sort(([a], [b]) => a.localeCompare(b))) {
      const [row]: { last: number }[] = await tx.query(
        `insert into certificate_counter (issuer_unit_id, year, title_code, last) values ($1, $2, $3, $4)
         on conflict on constraint certificate_counter_pk do update set last = certificate_counter.last + $4 returning last`, [issuer.unitId, issuer.year, titleCode, count]);
      places.set(titleCode, (row?.last ?? count) - count);
    }
    return (titleCode) => {
      const place = (places.get(titleCode) ?? 0) + 1;
      places.set(titleCode, place);
      return place;
    };
  }
}
