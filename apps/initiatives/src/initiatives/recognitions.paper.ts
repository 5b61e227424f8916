import { InitiativeRecognisedItem, type Level } from '@doanket/contracts';
import { Decisions, eachItem, type ItemWarning, type PaperContext, type PaperKind } from '@doanket/dossier';
import { newId } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { InitiativesRules } from '../rules/initiatives-rules';
import { type DecidedUnit, Units } from '../units/units.service';
import { Authors, requireWholeShares } from './authors.service';
import { authorKey, requireAuthors, textKey, titleKey } from './filing.rules';
import type { InitiativeState, InitiativeType } from './initiative.entity';
import { AppliedInFuture, InitiativeInProcess, InitiativeUnknown, ItemTwice, NotTheDecidingUnit } from './initiative.errors';
import { DECIDING_LEVEL, type LevelsBefore, type Recognised, requireRaisable, requireRecognisable } from './recognition.rules';
import { type NewRecognition, Recognitions } from './recognitions.service';

/** An initiative that a paper names by unit and title. */
interface Known {
  readonly id: string; readonly unitId: string; readonly initiativeType: InitiativeType; readonly benefitVnd: number | null; readonly state: InitiativeState; readonly authors: readonly string[];
}
interface Looked { readonly deciders: ReadonlyMap<string, DecidedUnit>; readonly known: ReadonlyMap<string, Known>; readonly recognised: ReadonlyMap<string, Recognised[]>; readonly before: LevelsBefore }

const keyOf = (unitId: string, title: string): string => `${unitId} ${titleKey(title)}`;

/**
 * Initiatives recognised on paper, in batches: the same few statements for one item and for a thousand. A city item names
 * an initiative that S recognised; an S item without a base record makes one, with a warning: the past of the base was
 * often not kept (assumption).
 */
@Injectable()
export class RecognitionsPaper implements PaperKind<InitiativeRecognisedItem> {
  readonly kind = 'INITIATIVE_RECOGNISED';
  readonly item = InitiativeRecognisedItem;
  readonly issuers: readonly Level[] = ['N', 'C', 'S', 'G'];

  constructor(decisions: Decisions, private readonly units: Units, private readonly authors: Authors, private readonly recognitions: Recognitions, private readonly rules: InitiativesRules) {
    decisions.register(this);
  }

  async check(tx: Tx, items: readonly InitiativeRecognisedItem[], paper: PaperContext): Promise<ItemWarning[]> {
    const looked = await this.look(tx, items, paper);
    const most = (await this.rules.on(tx, 'AUTHORS', paper.on))?.value.most ?? null;
    const seen = new Set<string>();
    return eachItem(items, (item) => {
      const decided = this.decidedUnit(looked, item);
      if (decided.deciderId !== paper.issuer.unitId) throw new NotTheDecidingUnit(decided.deciderCode);
      const key = `${keyOf(decided.unitId, item.title)} ${item.recognitionLevel}`;
      if (seen.has(key)) throw new ItemTwice();
      seen.add(key);
      requireWholeShares(item.authors);
      requireAuthors(item.authors.length, most);
      if (item.firstAppliedOn !== undefined && item.firstAppliedOn > paper.on) throw new AppliedInFuture(paper.on);
      return this.against(item, looked.known.get(keyOf(decided.unitId, item.title)), looked, paper);
    });
  }

  async apply(tx: Tx, items: readonly InitiativeRecognisedItem[], paper: PaperContext): Promise<string[]> {
    const looked = await this.look(tx, items, paper);
    const rows = items.map((item) => {
      const { unitId } = this.decidedUnit(looked, item);
      const known = looked.known.get(keyOf(unitId, item.title));
      return { item, unitId, isNew: known === undefined, initiativeId: known?.id ?? newId(), initiativeType: known?.initiativeType ?? item.initiativeType, benefitVnd: item.benefitVnd ?? known?.benefitVnd ?? null };
    });
    const created = rows.filter((row) => row.isNew);
    await tx.query(
      `insert into initiative (id, unit_id, title, title_key, text_key, initiative_type, solution_kind, first_applied_on, secret, benefit_vnd, state, paper, version)
       select i.id, i.unit_id, i.title, i.title_key, i.text_key, i.initiative_type, i.solution_kind, i.first_applied_on, false, i.benefit_vnd, 'RECOGNISED_BASE', true, 1
       from jsonb_to_recordset($1::jsonb) as i(id uuid, unit_id uuid, title text, title_key text, text_key text, initiative_type text, solution_kind text, first_applied_on date, benefit_vnd bigint)`,
      [JSON.stringify(created.map(({ item, unitId, initiativeId }) => ({
        id: initiativeId, unit_id: unitId, title: item.title, title_key: titleKey(item.title), text_key: textKey(item.title, null), initiative_type: item.initiativeType,
        solution_kind: item.solutionKind ?? null, first_applied_on: item.firstAppliedOn ?? null, benefit_vnd: item.benefitVnd ?? null,
      })))]);
    await tx.query(
      `update initiative i set benefit_vnd = coalesce(i.benefit_vnd, n.benefit_vnd), first_applied_on = coalesce(i.first_applied_on, n.first_applied_on),
         solution_kind = coalesce(i.solution_kind, n.solution_kind), version = i.version + 1
       from jsonb_to_recordset($1::jsonb) as n(id uuid, benefit_vnd bigint, first_applied_on date, solution_kind text) where i.id = n.id`,
      [JSON.stringify(rows.filter((row) => !row.isNew).map(({ item, initiativeId }) => ({
        id: initiativeId, benefit_vnd: item.benefitVnd ?? null, first_applied_on: item.firstAppliedOn ?? null, solution_kind: item.solutionKind ?? null,
      })))]);
    await this.authors.write(tx, created.map(({ item, unitId, initiativeId }) => ({ initiativeId, unitId, authors: item.authors })));
    const decision = { id: paper.decisionId, number: paper.number, issuerUnitId: paper.issuer.unitId, issuerLevel: paper.issuer.level, on: paper.on };
    await this.recognitions.write(tx, rows.map(({ item, unitId, initiativeId, initiativeType, benefitVnd }): NewRecognition => ({
      initiative: { id: initiativeId, unitId, initiativeType, benefitVnd }, recognitionLevel: item.recognitionLevel, decision, certificateNo: item.certificateNo ?? null, votes: null,
    })));
    return rows.map((row) => row.initiativeId);
  }

  /** What the record already says of the initiative; throws where a hard rule of the levels says no. */
  private against(item: InitiativeRecognisedItem, known: Known | undefined, { recognised, before }: Looked, paper: PaperContext): { code: string; detail: string }[] {
    const level = item.recognitionLevel;
    if (known === undefined) {
      if (level === 'CITY' || level === 'NATIONAL') throw new InitiativeUnknown();
      return level === 'S' ? [BASE_RECORD_MISSING] : [];
    }
    if (known.state !== 'RECOGNISED_BASE') throw new InitiativeInProcess(known.state);
    const levels = recognised.get(known.id) ?? [];
    if (level === 'CITY' || level === 'NATIONAL') requireRaisable(levels, level, before);
    requireRecognisable(levels, level, paper.on, before);
    const named = new Set(item.authors.map((author) => authorKey(author.name)));
    const sameAuthors = named.size === known.authors.length && known.authors.every((name) => named.has(name));
    return [
      ...(level === 'S' && !levels.some((one) => one.recognitionLevel === before('S')) ? [BASE_RECORD_MISSING] : []),
      ...(sameAuthors ? [] : [{ code: 'AUTHORS_DIFFER', detail: 'The initiative was recorded with other authors; these stay.' }]),
    ];
  }

  private async look(tx: Tx, items: readonly InitiativeRecognisedItem[], paper: PaperContext): Promise<Looked> {
    const deciders = await this.units.decidersOn(tx, items.map((item) => ({ unitCode: item.unitCode, level: DECIDING_LEVEL[item.recognitionLevel] })), paper.on);
    const unitIds = items.map((item) => deciders.get(`${item.unitCode} ${DECIDING_LEVEL[item.recognitionLevel]}`)?.unitId ?? null);
    // The lock keeps two papers about one initiative apart; it is taken in the order of ids.
    const rows: (Known & { key: string })[] = await tx.query(
      `select i.unit_id || ' ' || i.title_key as key, i.id, i.unit_id as "unitId", i.initiative_type as "initiativeType", i.benefit_vnd::float8 as "benefitVnd", i.state,
              array(select a.name_key from initiative_author ia join author a on a.id = ia.author_id where ia.initiative_id = i.id) as authors
       from initiative i where (i.unit_id, i.title_key) in (select * from unnest($1::uuid[], $2::text[])) and i.state not in ('REJECTED', 'WITHDRAWN') order by i.id ${paper.phase === 'CONFIRM' ? 'for update of i' : ''}`,
      [unitIds, items.map((item) => titleKey(item.title))]);
    return { deciders, known: new Map(rows.map((row) => [row.key, row])), recognised: await this.recognitions.of(tx, rows.map((row) => row.id)), before: await this.recognitions.levelsBefore(tx, paper.on) };
  }

  private decidedUnit({ deciders }: Looked, item: InitiativeRecognisedItem): DecidedUnit {
    const unit = deciders.get(`${item.unitCode} ${DECIDING_LEVEL[item.recognitionLevel]}`);
    if (unit === undefined) throw new InitiativeUnknown();
    return unit;
  }
}

const BASE_RECORD_MISSING = { code: 'BASE_RECORD_MISSING', detail: 'No base recognition of this initiative is on record.' };
