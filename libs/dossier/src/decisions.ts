import type { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { HEADS, type PaperDecisionBody, type Permission } from '@doanket/contracts';
import type { Access, Directory } from '@doanket/directory';
import { newId, yearOf, type Clock, type Day } from '@doanket/kernel';
import { violated, type Tx } from '@doanket/persistence';
import type { Files } from '@doanket/files';
import { DecisionInFuture, DecisionNotFound, DecisionNotOpen, DecisionNumberTaken, IssuerNotAlive, OwnRecordConfirmed, RecordedElsewhere } from './decision.errors';
import type { PaperContext, PaperKinds } from './paper-kind';

/** A decision taken now, by a step or a command. */
export interface LiveDecision {
  readonly kind: string;
  readonly issuerUnitId: string;
  readonly number: string;
  readonly decidedOn: Day;
  /** A post that leads the issuer on that day. */
  readonly signerPostId: string;
  readonly fileId?: string | null | undefined;
}

export interface DecisionRef { readonly id: string; readonly number: string; readonly on: Day; readonly signerPersonId: string }

interface OpenRow {
  readonly id: string; readonly kind: string; readonly number: string; readonly issuer_unit_id: string; readonly issuer_code: string; readonly decided_on: Day; readonly signer_post_id: string;
  readonly signer_person_id: string; readonly file_id: string | null; readonly state: string; readonly recorded_by_person: string;
}

export interface DecisionsParts {
  readonly service: string; readonly directory: Directory; readonly access: Access; readonly audit: Audit; readonly files: Files; readonly kinds: PaperKinds; readonly clock: Clock;
}

/**
 * Decisions with number, day, signer and file. A decision taken on paper is recorded by one person and confirmed by another;
 * until then it counts nowhere. Source: handbook 2.0, "Paper records".
 */
export class Decisions {
  constructor(private readonly parts: DecisionsParts) {}

  /** Keeps a decision that is being taken now. Throws DecisionInFuture, IssuerNotAlive, PostNotHeld, DecisionNumberTaken. */
  async decide(tx: Tx, decision: LiveDecision): Promise<DecisionRef> {
    const signer = await this.requireSigner(tx, decision);
    const id = newId();
    await this.insert(tx, { ...decision, id, paper: false, state: 'CONFIRMED', itemCount: 0, note: null, signerPersonId: signer });
    return { id, number: decision.number, on: decision.decidedOn, signerPersonId: signer };
  }

  /**
   * Records a paper decision with its items. Throws the same as `decide`, RecordedElsewhere, and PaperItemRefused for an item
   * that breaks a rule of that day. Answers the decision's id.
   */
  async record(tx: Tx, principal: Principal, body: PaperDecisionBody): Promise<string> {
    const { directory, access, audit, service } = this.parts;
    const issuer = await directory.getByCode(tx, body.issuerCode);
    await access.requireUnit(tx, principal, `${service}.decision.record` as Permission, issuer.unitId);
    await this.requireRecorder(tx, principal, issuer);
    const decision = { kind: body.kind, issuerUnitId: issuer.unitId, number: body.number, decidedOn: body.decidedOn, signerPostId: body.signerPostId, fileId: body.fileId ?? null };
    const signer = await this.requireSigner(tx, decision);
    const id = newId();
    const context: PaperContext = {
      decisionId: id, kind: body.kind, number: body.number, on: body.decidedOn, issuerUnitId: issuer.unitId, issuerCode: issuer.code, signerPostId: body.signerPostId, signerPersonId: signer,
      fileId: body.fileId ?? null,
    };
    const warnings = await this.parts.kinds.get(body.kind).check(tx, body.items, context);
    await this.insert(tx, { ...decision, id, paper: true, state: 'RECORDED', itemCount: body.items.length, note: body.note ?? null, signerPersonId: signer });
    await tx.query(
      `insert into decision_item (decision_id, n, unit_id, payload, warnings)
       select $1, i.n::int, $2, i.item, w.warnings from jsonb_array_elements($3::jsonb) with ordinality as i(item, n) join jsonb_array_elements($4::jsonb) with ordinality as w(warnings, n) using (n)`,
      [id, issuer.unitId, JSON.stringify(body.items), JSON.stringify(body.items.map((_, index) => warnings[index] ?? []))],
    );
    await audit.record(tx, {
      action: 'decision.record', objectType: 'decision', objectId: id, unitId: issuer.unitId, after: { kind: body.kind, number: body.number, decidedOn: body.decidedOn, items: body.items.length },
    });
    return id;
  }

  /** Confirms a record: its items take effect, all or none. Throws DecisionNotOpen, OwnRecordConfirmed, PaperItemRefused. */
  async confirm(tx: Tx, principal: Principal, id: string): Promise<void> {
    const row = await this.openForUpdate(tx, principal, id);
    const kind = this.parts.kinds.get(row.kind);
    const rows = (await tx.query('select payload from decision_item where decision_id = $1 order by n', [id])) as { payload: unknown }[];
    const items = rows.map((item) => item.payload);
    const context: PaperContext = {
      decisionId: id, kind: row.kind, number: row.number, on: row.decided_on, issuerUnitId: row.issuer_unit_id, issuerCode: row.issuer_code, signerPostId: row.signer_post_id,
      signerPersonId: row.signer_person_id, fileId: row.file_id,
    };
    await kind.check(tx, items, context);
    await tx.query(`update decision set state = 'CONFIRMED', confirmed_by_person = $2, confirmed_by_post = $3, confirmed_at = $4 where id = $1`, [id, principal.personId, principal.post?.postId ?? null, this.parts.clock.now()]);
    const recordIds = await kind.apply(tx, items, context);
    await tx.query(
      `update decision_item i set record_id = r.id from unnest($2::text[]) with ordinality as r(id, n) where i.decision_id = $1 and i.n = r.n`, [id, recordIds],
    );
    await this.parts.audit.record(tx, {
      action: 'decision.confirm', objectType: 'decision', objectId: id, unitId: row.issuer_unit_id, before: { state: 'RECORDED' }, after: { state: 'CONFIRMED', items: items.length },
    });
  }

  /** Gives a wrong record up; its number is free again. */
  async discard(tx: Tx, principal: Principal, id: string, reason: string): Promise<void> {
    const row = await this.openForUpdate(tx, principal, id, true);
    await tx.query(`update decision set state = 'DISCARDED', confirmed_by_person = $2, confirmed_by_post = $3, confirmed_at = $4, note = $5 where id = $1`,
      [id, principal.personId, principal.post?.postId ?? null, this.parts.clock.now(), reason]);
    await this.parts.audit.record(tx, { action: 'decision.discard', objectType: 'decision', objectId: id, unitId: row.issuer_unit_id, before: { state: 'RECORDED' }, after: { state: 'DISCARDED' }, why: reason });
  }

  private async openForUpdate(tx: Tx, principal: Principal, id: string, ownToo = false): Promise<OpenRow> {
    const [row] = (await tx.query(
      `select d.id, d.kind, d.number, d.issuer_unit_id, u.code as issuer_code, d.decided_on::text as decided_on, d.signer_post_id, d.signer_person_id, d.file_id, d.state, d.recorded_by_person
         from decision d join directory_unit u on u.id = d.issuer_unit_id where d.id = $1 and d.paper for update of d`, [id],
    )) as OpenRow[];
    if (row === undefined) throw new DecisionNotFound();
    await this.parts.directory.requireFresh(tx);
    await this.parts.access.requireUnit(tx, principal, `${this.parts.service}.decision.confirm` as Permission, row.issuer_unit_id);
    await this.requireRecorder(tx, principal, { unitId: row.issuer_unit_id, code: row.issuer_code });
    if (row.state !== 'RECORDED') throw new DecisionNotOpen(row.state);
    if (!ownToo && row.recorded_by_person === principal.personId) throw new OwnRecordConfirmed();
    return row;
  }

  /** A unit keeps its own records; those of an ended one its successor, else the city. */
  private async requireRecorder(tx: Tx, principal: Principal, issuer: { unitId: string; code: string }): Promise<void> {
    const recorder = await this.parts.directory.liveUnit(tx, issuer.unitId, this.parts.clock.today());
    if (principal.post?.unitId !== recorder.unitId) throw new RecordedElsewhere(issuer.code, recorder.code);
  }

  private async requireSigner(tx: Tx, decision: LiveDecision): Promise<string> {
    const { directory, clock } = this.parts;
    if (decision.decidedOn > clock.today()) throw new DecisionInFuture(decision.decidedOn);
    const issuer = await directory.unitOn(tx, decision.issuerUnitId, decision.decidedOn);
    if (issuer === null || (issuer.state !== 'ACTIVE' && issuer.state !== 'PROVISIONAL')) {
      throw new IssuerNotAlive((await directory.getById(tx, decision.issuerUnitId)).code, decision.decidedOn);
    }
    const held = await directory.requirePostOf(tx, { postId: decision.signerPostId, unitId: decision.issuerUnitId, day: decision.decidedOn, posts: HEADS });
    return held.personId;
  }

  private async insert(tx: Tx, decision: LiveDecision & { id: string; paper: boolean; state: string; itemCount: number; note: string | null; signerPersonId: string }): Promise<void> {
    const unit = await this.parts.directory.getById(tx, decision.issuerUnitId);
    const year = yearOf(decision.decidedOn);
    if (decision.fileId !== null && decision.fileId !== undefined) await this.parts.files.attach(tx, decision.fileId, { type: 'decision', id: decision.id, unitId: decision.issuerUnitId });
    await tx.query(
      `insert into decision (id, kind, number, year, issuer_unit_id, level, decided_on, signer_post_id, signer_person_id, file_id, paper, state, item_count, note, recorded_by_person, recorded_by_post, recorded_at)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, nullif(current_setting('app.person_id', true), '')::uuid, $15, $16`,
      [decision.id, decision.kind, decision.number, year, decision.issuerUnitId, unit.level, decision.decidedOn, decision.signerPostId, decision.signerPersonId, decision.fileId ?? null, decision.paper,
        decision.state, decision.itemCount, decision.note, null, this.parts.clock.now()],
    ).catch((error: unknown) => {
      throw violated(error, 'decision_number_unique') ? new DecisionNumberTaken(decision.number, year) : error;
    });
  }
}
