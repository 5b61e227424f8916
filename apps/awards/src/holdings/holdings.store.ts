import type { HoldingView, Level } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { HoldingNotFound } from './holding.errors';

/** An award as it is stored. */
export interface HoldingRow {
  readonly id: string; readonly recipientId: string; readonly unitId: string; readonly issuerUnitId: string; readonly titleId: string; readonly titleCode: string; readonly level: Level;
  readonly receiverKind: HoldingView['receiverKind']; readonly name: string; readonly directWorker: boolean | null; readonly tier: number | null; readonly year: number; readonly round: string | null;
  readonly movement: string | null; readonly schoolYear: string | null; readonly decidedOn: Day; readonly decisionId: string; readonly decisionNumber: string; readonly signerPostId: string;
  readonly amountVnd: string; readonly standsOn: string | null; readonly state: HoldingView['state']; readonly certificateId: string; readonly certificateNo: string; readonly delegateOn: Day | null;
  readonly revokedOn: Day | null; readonly presentedOn: Day | null; readonly presentedIn: string | null;
}

const COLUMNS = `h.id, h.recipient_id as "recipientId", h.unit_id as "unitId", h.issuer_unit_id as "issuerUnitId", h.title_id as "titleId", h.title_code as "titleCode", h.level,
  h.receiver_kind as "receiverKind", h.name, h.direct_worker as "directWorker", h.tier, h.year, h.round_code as round, h.movement_code as movement, h.school_year as "schoolYear",
  h.decided_on::text as "decidedOn", h.decision_id as "decisionId", h.decision_number as "decisionNumber", h.signer_post_id as "signerPostId", h.amount_vnd as "amountVnd",
  h.stands_on as "standsOn", h.state, h.certificate_id as "certificateId", h.certificate_no as "certificateNo", h.delegate_on::text as "delegateOn", h.revoked_on::text as "revokedOn",
  h.presented_on::text as "presentedOn", h.presented_in as "presentedIn"`;

export interface HoldingFilter {
  readonly id?: string | undefined; readonly decisionId?: string | undefined; readonly titleCode?: string | undefined; readonly level?: string | undefined; readonly year?: number | undefined;
  readonly round?: string | undefined; readonly unitIds?: readonly string[] | undefined; readonly like?: string | undefined; readonly after?: string | undefined; readonly limit: number;
  /** In the order of their numbers instead of newest first. */
  readonly inOrder?: boolean;
}

/** Awards in the caller's scope. */
export function listHoldingRows(tx: Tx, filter: HoldingFilter): Promise<HoldingRow[]> {
  return tx.query(
    `select ${COLUMNS} from holding h
     where ($1::uuid is null or h.id = $1) and ($2::uuid is null or h.decision_id = $2) and ($3::text is null or h.title_code = $3) and ($4::text is null or h.level = $4) and ($5::int is null or h.year = $5)
       and ($6::text is null or h.round_code = $6) and ($7::uuid[] is null or h.unit_id = any($7)) and ($8::text is null or h.name_key like $8) and ($9::uuid is null or h.id ${filter.inOrder === true ? '>' : '<'} $9)
     order by h.id ${filter.inOrder === true ? 'asc' : 'desc'} limit $10`,
    [filter.id ?? null, filter.decisionId ?? null, filter.titleCode ?? null, filter.level ?? null, filter.year ?? null, filter.round ?? null, filter.unitIds ?? null, filter.like ?? null, filter.after ?? null, filter.limit]);
}

/** Locks awards in one order; those outside of the caller's scope are missing. */
export function lockHoldings(tx: Tx, ids: readonly string[]): Promise<HoldingRow[]> {
  return tx.query(`select ${COLUMNS} from holding h where h.id = any($1) order by h.id for update`, [ids]);
}

/** Throws HoldingNotFound. */
export async function getHoldingForUpdate(tx: Tx, id: string): Promise<HoldingRow> {
  const [row] = await lockHoldings(tx, [id]);
  if (row === undefined) throw new HoldingNotFound();
  return row;
}
