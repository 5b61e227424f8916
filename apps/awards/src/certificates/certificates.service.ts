import type { Principal } from '@doanket/auth';
import type { CertificateCheck, Level } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { CONFIG, type PlatformConfig } from '@doanket/service';
import { Inject, Injectable } from '@nestjs/common';
import { HoldingNotFound } from '../holdings/holding.errors';
import { TitlesService } from '../titles/titles.service';
import { DecisionWithoutAwards } from './certificate.errors';
import type { CertificatePage } from './certificate.pdf';
import { printedDay, SIGNED_BY, WORDS } from './certificate.text';

interface Row {
  readonly id: string; readonly unitId: string; readonly issuerUnitId: string; readonly titleId: string; readonly name: string; readonly tier: number | null; readonly year: number; readonly schoolYear: string | null;
  readonly decidedOn: Day; readonly decisionNumber: string; readonly signerPostId: string; readonly number: string; readonly token: string;
}
interface CheckRow { readonly state: CertificateCheck['state']; readonly number: string; readonly titleId: string; readonly level: Level; readonly issuerUnitId: string; readonly decidedOn: Day; readonly changedOn: Day | null }

/** Path of the console's public page, with the token behind it. */
const CHECK_PATH = '/kiem-tra/';

/** Certificates to print, and their public check. */
@Injectable()
export class Certificates {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly titles: TitlesService,
    @Inject(CONFIG) private readonly config: Pick<PlatformConfig, 'PUBLIC_BASE_URL'>,
  ) {}

  /** The certificate of one award. Throws HoldingNotFound. */
  ofHolding(principal: Principal, holdingId: string): Promise<CertificatePage[]> {
    return this.transactions.read(async (tx) => {
      const rows = await this.rows(tx, 'h.id = $1', holdingId);
      const [row] = rows;
      if (row === undefined) throw new HoldingNotFound();
      await this.access.requireUnit(tx, principal, 'awards.certificate.print', row.unitId);
      return this.pagesOf(tx, rows);
    });
  }

  /** The certificates of a decision in the order of their numbers, as far as they lie within the caller's reach. Revoked ones are left out. */
  ofDecision(decisionId: string): Promise<CertificatePage[]> {
    return this.transactions.read(async (tx) => {
      const rows = await this.rows(tx, "h.decision_id = $1 and h.state <> 'REVOKED'", decisionId);
      if (rows.length === 0) throw new DecisionWithoutAwards();
      return this.pagesOf(tx, rows);
    });
  }

  /** What anyone may know of a certificate: no personal data. Looks at all rows, for the asker has no unit. */
  check(token: string): Promise<CertificateCheck> {
    return this.transactions.readWhole(async (tx) => {
      const [row]: CheckRow[] = await tx.query(
        `select c.state, c.number, h.title_id as "titleId", h.level, h.issuer_unit_id as "issuerUnitId", h.decided_on::text as "decidedOn", c.changed_on::text as "changedOn"
         from certificate c join holding h on h.id = c.holding_id where c.token = $1`, [token]);
      if (row === undefined) return { state: 'UNKNOWN' as const, certificateNo: '', titleName: null, level: null, issuerName: null, decidedOn: null, changedOn: null };
      const title = (await this.titles.namesOf(tx, [row.titleId])).get(row.titleId);
      return {
        state: row.state, certificateNo: row.number, titleName: title?.name ?? null, level: row.level, issuerName: await this.directory.nameOn(tx, row.issuerUnitId, row.decidedOn), decidedOn: row.decidedOn, changedOn: row.changedOn,
      };
    });
  }

  private rows(tx: Tx, condition: string, value: string): Promise<Row[]> {
    return tx.query(
      `select h.id, h.unit_id as "unitId", h.issuer_unit_id as "issuerUnitId", h.title_id as "titleId", c.name, h.tier, h.year, h.school_year as "schoolYear", h.decided_on::text as "decidedOn",
              h.decision_number as "decisionNumber", h.signer_post_id as "signerPostId", c.number, c.token
       from holding h join certificate c on c.id = h.certificate_id where ${condition} order by c.title_code, c.number, h.id limit 1000`, [value]);
  }

  /** Names are those of the day; all rows of a call have few units, titles and signers between them. */
  private async pagesOf(tx: Tx, rows: readonly Row[]): Promise<CertificatePage[]> {
    const [first] = rows;
    if (first === undefined) return [];
    const day = first.decidedOn;
    const titles = await this.titles.namesOf(tx, rows.map((row) => row.titleId));
    const issuer = await this.directory.unitOn(tx, first.issuerUnitId, day);
    const names = await this.directory.namesOn(tx, [...new Set([first.issuerUnitId, ...rows.map((row) => row.unitId), ...(issuer?.parentId == null ? [] : [issuer.parentId])])], day);
    const post = await this.directory.findPost(tx, first.signerPostId);
    return rows.map((row) => {
      const title = titles.get(row.titleId);
      const unitName = names.get(row.unitId) ?? null;
      return {
        number: row.number, issuerName: names.get(row.issuerUnitId) ?? '', parentName: issuer?.parentId == null ? WORDS.confederation : (names.get(issuer.parentId) ?? null), partner: title?.partner ?? null,
        awards: WORDS.awards[title?.kind ?? 'UNION'], name: row.name, unitName: unitName === row.name ? null : unitName, titleName: title?.name ?? '',
        period: [row.schoolYear === null ? `${WORDS.year} ${row.year}` : `${WORDS.schoolYear} ${row.schoolYear}`, ...(row.tier === null ? [] : [`${WORDS.tier} ${row.tier}`])].join(' – '),
        decision: `${WORDS.byDecision} ${row.decisionNumber} ${WORDS.of} ${printedDay(row.decidedOn)}`, place: `${WORDS.of.charAt(0).toUpperCase()}${WORDS.of.slice(1)} ${printedDay(row.decidedOn)}`,
        signedBy: post === null ? '' : SIGNED_BY[post.acting ? 'ACTING_HEAD' : post.post], checkUrl: `${this.config.PUBLIC_BASE_URL.replace(/\/$/, '')}${CHECK_PATH}${row.token}`,
      };
    });
  }
}
