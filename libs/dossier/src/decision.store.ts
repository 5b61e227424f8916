import type { Post } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { violated, type Tx } from '@doanket/persistence';
import { DecisionNotFound, NumberTaken } from './decision.errors';
import type { ItemWarning } from './paper-kind';

/** A decision as it is stored. */
export interface DecisionRow {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly year: number;
  readonly issuerUnitId: string;
  readonly level: string;
  readonly decidedOn: Day;
  readonly signerPostId: string;
  readonly signerPersonId: string;
  readonly signerPost: Post;
  readonly fileId: string | null;
  readonly fileSha256: string | null;
  readonly paper: boolean;
  readonly state: 'RECORDED' | 'CONFIRMED' | 'DISCARDED';
  readonly itemCount: number;
  readonly note: string | null;
  readonly recordedByPersonId: string;
  readonly recordedByPostId: string | null;
  readonly recordedAt: Date;
}

const COLUMNS = `
  d.id, d.kind, d.number, d.year, d.issuer_unit_id as "issuerUnitId", d.level, d.decided_on::text as "decidedOn", d.signer_post_id as "signerPostId",
  d.signer_person_id as "signerPersonId", d.signer_post as "signerPost", d.file_id as "fileId", d.file_sha256 as "fileSha256", d.paper, d.state,
  d.item_count as "itemCount", d.note, d.recorded_by_person_id as "recordedByPersonId", d.recorded_by_post_id as "recordedByPostId", d.recorded_at as "recordedAt"`;

const INSERT = `
  insert into decision (id, kind, number, year, issuer_unit_id, level, decided_on, signer_post_id, signer_person_id, signer_post, file_id, file_sha256,
    paper, state, item_count, note, recorded_by_person_id, recorded_by_post_id, recorded_at, confirmed_by_person_id, confirmed_by_post_id, confirmed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`;

function valuesOf(row: DecisionRow): unknown[] {
  const confirmed = row.state === 'CONFIRMED';
  return [
    row.id, row.kind, row.number, row.year, row.issuerUnitId, row.level, row.decidedOn, row.signerPostId, row.signerPersonId, row.signerPost, row.fileId, row.fileSha256,
    row.paper, row.state, row.itemCount, row.note, row.recordedByPersonId, row.recordedByPostId, row.recordedAt,
    confirmed ? row.recordedByPersonId : null, confirmed ? row.recordedByPostId : null, confirmed ? row.recordedAt : null,
  ];
}

/** Throws NumberTaken. */
export async function insertPaper(tx: Tx, row: DecisionRow): Promise<void> {
  await tx.query(INSERT, valuesOf(row)).catch((error: unknown) => {
    throw violated(error, 'decision_number_unique') ? new NumberTaken(row.number, row.year) : error;
  });
}

/** Inserts a live decision, or answers the one that has its number. The row is locked either way. */
export async function insertLive(tx: Tx, row: DecisionRow): Promise<DecisionRow | null> {
  const inserted: unknown[] = await tx.query(
    `${INSERT} on conflict (issuer_unit_id, year, upper(number)) where state <> 'DISCARDED' do nothing returning id`, valuesOf(row));
  if (inserted.length > 0) return null;
  const rows: DecisionRow[] = await tx.query(
    `select ${COLUMNS} from decision d where d.issuer_unit_id = $1 and d.year = $2 and upper(d.number) = upper($3) and d.state <> 'DISCARDED' for update`,
    [row.issuerUnitId, row.year, row.number]);
  const [existing] = rows;
  if (existing === undefined) throw new NumberTaken(row.number, row.year);
  return existing;
}

/** Throws DecisionNotFound, also outside of the caller's units. */
export async function getForUpdate(tx: Tx, id: string): Promise<DecisionRow> {
  const rows: DecisionRow[] = await tx.query(`select ${COLUMNS} from decision d where d.id = $1 for update`, [id]);
  if (rows[0] === undefined) throw new DecisionNotFound();
  return rows[0];
}

export async function find(tx: Tx, id: string): Promise<DecisionRow | null> {
  const rows: DecisionRow[] = await tx.query(`select ${COLUMNS} from decision d where d.id = $1`, [id]);
  return rows[0] ?? null;
}

export async function insertItems(tx: Tx, decision: DecisionRow, items: readonly unknown[]): Promise<void> {
  await tx.query(
    'insert into decision_item (decision_id, n, issuer_unit_id, payload) select $1, i.n, $2, i.payload from unnest($3::jsonb[]) with ordinality as i(payload, n)',
    [decision.id, decision.issuerUnitId, items.map((item) => JSON.stringify(item))]);
}

export async function itemsOf(tx: Tx, decisionId: string): Promise<unknown[]> {
  const rows: { payload: unknown }[] = await tx.query('select payload from decision_item where decision_id = $1 order by n', [decisionId]);
  return rows.map((row) => row.payload);
}

/** Replaces the warnings of a decision and of its items. */
export async function writeWarnings(tx: Tx, decisionId: string, warnings: readonly ItemWarning[]): Promise<void> {
  const ofDecision = warnings.filter((warning) => warning.item === null).map(({ code, detail }) => ({ code, detail }));
  await tx.query('update decision set warnings = $2, warning_count = $3 where id = $1', [decisionId, JSON.stringify(ofDecision), warnings.length]);
  const byItem = new Map<number, { code: string; detail: string }[]>();
  for (const { item, code, detail } of warnings) if (item !== null) byItem.set(item, [...(byItem.get(item) ?? []), { code, detail }]);
  await tx.query(
    `update decision_item i set warnings = coalesce(w.warnings, '[]')
     from decision_item j left join unnest($2::int[], $3::jsonb[]) as w(n, warnings) on w.n = j.n
     where i.decision_id = $1 and j.decision_id = $1 and j.n = i.n and i.warnings <> coalesce(w.warnings, '[]')`,
    [decisionId, [...byItem.keys()], [...byItem.values()].map((list) => JSON.stringify(list))]);
}

export async function writeRecords(tx: Tx, decisionId: string, recordIds: readonly (string | null)[]): Promise<void> {
  await tx.query(
    `update decision_item i set record_id = r.id from unnest($2::text[]) with ordinality as r(id, n) where i.decision_id = $1 and i.n = r.n`,
    [decisionId, recordIds]);
}
