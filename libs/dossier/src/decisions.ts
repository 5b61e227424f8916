import type { AccessControl, Principal } from '@doanket/auth';
import type { Audit } from '@doanket/audit';
import type { DecisionItemView, DomainService, FileView, PaperDecisionBody, Permission, Post } from '@doanket/contracts';
import type { Access, Directory, PostHeld, UnitOn } from '@doanket/directory';
import type { Files } from '@doanket/files';
import { newId, yearOf, type Clock, type Day } from '@doanket/kernel';
import { currentCall, type Tx } from '@doanket/persistence';
import { DECISION_FILE_TYPES, DecisionFileKindRefused, DecisionFileMissing, DecisionNotFound, ItemsRefused, KindNotTaken, NoPostActedAs, NumberTaken, RightMissing, TooManyItems } from './decision.errors';
import { confirmationRefused, isSamePaper, requireDayOfIssuer, requireLevel, requireRecorder, SIGNERS } from './decision.rules';
import * as store from './decision.store';
import type { DecisionRow } from './decision.store';
import type { PaperContext, PaperKind } from './paper-kind';

export interface DecisionParts {
  readonly service: DomainService;
  readonly directory: Directory;
  readonly access: Access;
  readonly control: AccessControl;
  readonly audit: Audit;
  readonly files: Files;
  readonly clock: Clock;
}

/** A decision taken now. */
export interface LiveDecision {
  /** What is decided, e.g. `HOUSING_PAYMENT`. */
  readonly kind: string;
  readonly issuerUnitId: string;
  readonly number: string;
  readonly decidedOn: Day;
  /** Left out: the post acted as. */
  readonly signerPostId?: string | undefined;
  /** Left out it is refused: no decision without its file. */
  readonly fileId: string | undefined;
  /** Where the caller said the file, for the refusal; `/body/fileId` unless told. */
  readonly filePointer?: string;
  /** Posts that may sign; the heads of the unit unless told. */
  readonly signers?: readonly Post[];
  readonly note?: string | undefined;
}

/** What others keep of a decision. */
export interface DecisionRef {
  readonly id: string;
  readonly number: string;
  readonly year: number;
  readonly decidedOn: Day;
  readonly issuerUnitId: string;
  readonly signerPostId: string;
  readonly signerPersonId: string;
  readonly fileId: string | null;
  readonly paper: boolean;
}

interface Paper { readonly row: DecisionRow; readonly context: PaperContext }

/**
 * Decisions of union organisations, on paper and live: number, day, signer by the post held on that day, level, file. A
 * paper is recorded by one person and takes effect when a second one confirms it. Source: handbook 2.0.
 */
export class Decisions {
  private readonly kinds = new Map<string, PaperKind>();

  constructor(private readonly parts: DecisionParts) {}

  /** Takes papers of this kind from now on. */
  register<Item>(kind: PaperKind<Item>): void {
    if (this.kinds.has(kind.kind)) throw new Error(`Paper kind registered twice: ${kind.kind}`);
    this.kinds.set(kind.kind, kind as PaperKind);
  }

  /** Throws at start-up when the contracts name a kind that no feature takes. */
  requireKinds(kinds: readonly string[]): void {
    const missing = kinds.filter((kind) => !this.kinds.has(kind));
    if (missing.length > 0) throw new Error(`Paper kinds that no provider takes: ${missing.join(', ')}`);
  }

  /** Records a paper; it counts nowhere until it is confirmed. Answers its id. */
  async record(tx: Tx, principal: Principal, body: PaperDecisionBody): Promise<string> {
    const { access, files, audit, clock } = this.parts;
    const kind = this.kindOf(body.kind);
    const { personId, post } = personOf(principal);
    const issuerUnitId = await access.requireUnitByCode(tx, principal, this.permission('record'), body.issuerCode);
    requireRecorder(post.unitId, await this.goesOnFor(tx, issuerUnitId));
    const { issuer, signer } = await this.authority(tx, { issuerUnitId, day: body.decidedOn, signerPostId: body.signerPostId });
    requireLevel(kind.kind, issuer.level, kind.issuers);
    if (body.items.length > (kind.maxItems ?? Number.POSITIVE_INFINITY)) throw new TooManyItems(kind.maxItems ?? 0);
    const file = await this.fileOf(tx, body.fileId);
    const row: DecisionRow = {
      id: newId(), kind: kind.kind, number: body.number, year: yearOf(body.decidedOn), issuerUnitId, level: issuer.level, decidedOn: body.decidedOn,
      signerPostId: signer.postId, signerPersonId: signer.personId, signerPost: signer.post, fileId: file.id, fileSha256: file.sha256,
      paper: true, state: 'RECORDED', itemCount: body.items.length, note: body.note ?? null,
      recordedByPersonId: personId, recordedByPostId: post.postId, recordedAt: clock.now(),
    };
    await store.insertPaper(tx, row);
    const items = parsed(kind.item, body.items);
    const warnings = await kind.check(tx, items, contextOf(row, issuer, signer, 'RECORD'));
    await store.insertItems(tx, row, body.items);
    await store.writeWarnings(tx, row.id, warnings);
    await files.attach(tx, file.id, { type: 'decision', id: row.id, unitId: issuerUnitId });
    await audit.record(tx, {
      action: 'decision.record', objectType: 'decision', objectId: row.id, unitId: issuerUnitId,
      after: { kind: row.kind, number: row.number, decidedOn: row.decidedOn, items: row.itemCount, signerPostId: row.signerPostId, fileSha256: row.fileSha256 },
    });
    return row.id;
  }

  /** The stored paper of a decision. Throws DecisionFileMissing, FileNotFound, DecisionFileKindRefused. */
  private async fileOf(tx: Tx, fileId: string | undefined, pointer?: string): Promise<FileView> {
    if (fileId === undefined) throw new DecisionFileMissing(pointer);
    const file = await this.parts.files.get(tx, fileId);
    if (!DECISION_FILE_TYPES.includes(file.contentType)) throw new DecisionFileKindRefused(file.contentType, pointer);
    return file;
  }

  /** Confirms a record: checks it again and gives all items their effect in this transaction, or none. */
  async confirm(tx: Tx, principal: Principal, id: string): Promise<void> {
    const { directory, control, audit, clock } = this.parts;
    const { row, personId } = await this.openRecord(tx, principal, id);
    await directory.requireFresh(tx);
    // A record of the time before this rule is discarded and entered anew, with its file.
    if (row.fileId === null) throw new DecisionFileMissing();
    const kind = this.kindOf(row.kind);
    if (kind.permission !== undefined && !control.holds(principal, kind.permission)) throw new RightMissing(kind.permission);
    const { context } = await this.paperOf(tx, row);
    const items = parsed(kind.recorded ?? kind.item, await store.itemsOf(tx, id));
    const warnings = await kind.check(tx, items, context);
    const recordIds = await kind.apply(tx, items, context);
    if (recordIds.length !== items.length) throw new Error(`${row.kind} answered ${recordIds.length} records for ${items.length} items`);
    await store.writeWarnings(tx, id, warnings);
    await store.writeRecords(tx, id, recordIds);
    await tx.query(
      "update decision set state = 'CONFIRMED', confirmed_by_person_id = $2, confirmed_by_post_id = $3, confirmed_at = $4 where id = $1",
      [id, personId, principal.post?.postId ?? null, clock.now()]);
    await audit.record(tx, {
      action: 'decision.confirm', objectType: 'decision', objectId: id, unitId: row.issuerUnitId,
      before: { state: 'RECORDED' }, after: { state: 'CONFIRMED', kind: row.kind, number: row.number, items: items.length, warnings: warnings.length },
    });
  }

  /** Gives a wrong record up; its number is free again. Whoever recorded it may do it too. */
  async discard(tx: Tx, principal: Principal, id: string, reason: string): Promise<void> {
    const { row } = await this.openRecord(tx, principal, id, true);
    await tx.query("update decision set state = 'DISCARDED', discard_reason = $2 where id = $1", [id, reason]);
    await this.parts.audit.record(tx, {
      action: 'decision.discard', objectType: 'decision', objectId: id, unitId: row.issuerUnitId, before: { state: 'RECORDED' }, after: { state: 'DISCARDED' }, why: reason,
    });
  }

  /**
   * Writes down a decision taken now; in force at once. The same paper may decide many cases: number, day, signer and file
   * being the same, the case goes onto it. Throws NumberTaken for another paper with the number, PostNotHeld for a signer
   * without the post on that day, DecisionFileMissing, DirectoryStale.
   */
  async decide(tx: Tx, live: LiveDecision): Promise<DecisionRef> {
    const { directory, files, audit, clock } = this.parts;
    const actor = currentCall()?.actor;
    const signerPostId = live.signerPostId ?? actor?.postId;
    if (actor?.personId == null || signerPostId == null) throw new NoPostActedAs();
    await directory.requireFresh(tx);
    const { issuer, signer } = await this.authority(tx, { issuerUnitId: live.issuerUnitId, day: live.decidedOn, signerPostId, ...(live.signers === undefined ? {} : { signers: live.signers }) });
    const file = await this.fileOf(tx, live.fileId, live.filePointer);
    const row: DecisionRow = {
      id: newId(), kind: live.kind, number: live.number, year: yearOf(live.decidedOn), issuerUnitId: live.issuerUnitId, level: issuer.level, decidedOn: live.decidedOn,
      signerPostId: signer.postId, signerPersonId: signer.personId, signerPost: signer.post, fileId: file.id, fileSha256: file.sha256,
      paper: false, state: 'CONFIRMED', itemCount: 1, note: live.note ?? null, recordedByPersonId: actor.personId, recordedByPostId: actor.postId, recordedAt: clock.now(),
    };
    const existing = await store.insertLive(tx, row);
    if (existing !== null) {
      if (!isSamePaper(existing, row)) throw new NumberTaken(row.number, row.year);
      await tx.query('update decision set item_count = item_count + 1 where id = $1', [existing.id]);
      return refOf(existing);
    }
    await files.attach(tx, file.id, { type: 'decision', id: row.id, unitId: live.issuerUnitId });
    await audit.record(tx, {
      action: 'decision.take', objectType: 'decision', objectId: row.id, unitId: live.issuerUnitId,
      after: { kind: row.kind, number: row.number, decidedOn: row.decidedOn, signerPostId: row.signerPostId, fileSha256: row.fileSha256 },
    });
    return refOf(row);
  }

  /** Throws DecisionNotFound. Decisions of units above are readable. */
  async get(tx: Tx, id: string): Promise<DecisionRef> {
    const row = await store.find(tx, id);
    if (row === null) throw new DecisionNotFound();
    return refOf(row);
  }

  /** Why the principal may not confirm a record of this unit, or null. `path`: today's path of the issuer. */
  mayConfirm(principal: Principal, record: { kind: string; state: string; paper: boolean; recordedByPersonId: string; path: string | null }): 'NOT_OPEN' | 'OWN_RECORD' | 'NO_RIGHT' | null {
    const refused = confirmationRefused(record, principal.personId);
    if (refused !== null) return refused.code === 'decision/not-open' ? 'NOT_OPEN' : 'OWN_RECORD';
    const { control } = this.parts;
    const extra = this.kinds.get(record.kind)?.permission;
    const mine = principal.post?.unitPath;
    const reached = mine !== undefined && record.path !== null && (record.path === mine || record.path.startsWith(`${mine}.`));
    return reached && control.holds(principal, this.permission('confirm')) && (extra === undefined || control.holds(principal, extra)) ? null : 'NO_RIGHT';
  }

  /** An item of a paper as its readers may see it. */
  shown(kind: string, item: DecisionItemView['payload']): DecisionItemView['payload'] {
    return this.kinds.get(kind)?.shown?.(item) ?? item;
  }

  /** The permission of this service to record or confirm papers. */
  permission(verb: 'record' | 'confirm'): Permission {
    return `${this.parts.service}.decision.${verb}` as Permission;
  }

  private async openRecord(tx: Tx, principal: Principal, id: string, ownToo = false): Promise<{ row: DecisionRow; personId: string }> {
    const { personId } = personOf(principal);
    const row = await store.getForUpdate(tx, id);
    await this.parts.access.requireUnit(tx, principal, this.permission('confirm'), row.issuerUnitId);
    const refused = confirmationRefused(row, personId);
    if (refused !== null && !(ownToo && refused.code === 'decision/own-record')) throw refused;
    return { row, personId };
  }

  private async paperOf(tx: Tx, row: DecisionRow): Promise<Paper> {
    const { issuer, signer } = await this.authority(tx, { issuerUnitId: row.issuerUnitId, day: row.decidedOn, signerPostId: row.signerPostId });
    return { row, context: contextOf(row, issuer, signer, 'CONFIRM') };
  }

  /** The issuer and the signer as they were on the day. */
  private async authority(tx: Tx, asked: { issuerUnitId: string; day: Day; signerPostId: string; signers?: readonly Post[] }): Promise<{ issuer: UnitOn; signer: PostHeld }> {
    const { directory, clock } = this.parts;
    const issuer = await directory.unitOn(tx, asked.issuerUnitId, asked.day);
    requireDayOfIssuer(asked.day, clock.today(), issuer);
    const signer = await directory.requirePostOf(tx, { postId: asked.signerPostId, unitId: asked.issuerUnitId, day: asked.day, posts: asked.signers ?? SIGNERS });
    return { issuer, signer };
  }

  private goesOnFor(tx: Tx, issuerUnitId: string): Promise<UnitOn> {
    return this.parts.directory.liveUnit(tx, issuerUnitId, this.parts.clock.today());
  }

  private kindOf(code: string): PaperKind {
    const kind = this.kinds.get(code);
    if (kind === undefined) throw new KindNotTaken(code);
    return kind;
  }
}

/** Throws ItemsRefused with the place of the first item that is not as its contract says. */
function parsed(shape: PaperKind['item'], items: readonly unknown[]): unknown[] {
  return items.map((item, at) => {
    const read = shape.safeParse(item);
    if (read.success) return read.data;
    throw new ItemsRefused([{ item: at + 1, code: 'request/invalid', detail: read.error.issues[0]?.message ?? 'Not valid', errors: [] }]);
  });
}

function personOf(principal: Principal): { personId: string; post: NonNullable<Principal['post']> } {
  const { personId, post } = principal;
  if (personId === null || post === null) throw new NoPostActedAs();
  return { personId, post };
}

function contextOf(row: DecisionRow, issuer: UnitOn, signer: PostHeld, phase: PaperContext['phase']): PaperContext {
  return { decisionId: row.id, kind: row.kind, number: row.number, year: row.year, on: row.decidedOn, issuer, signer, fileId: row.fileId, phase };
}

function refOf(row: DecisionRow): DecisionRef {
  return {
    id: row.id, number: row.number, year: row.year, decidedOn: row.decidedOn, issuerUnitId: row.issuerUnitId, signerPostId: row.signerPostId,
    signerPersonId: row.signerPersonId, fileId: row.fileId, paper: row.paper,
  };
}
