import type { Principal } from '@doanket/auth';
import type { InitiativeView, InputOf, listInitiatives } from '@doanket/contracts';
import { likePattern, Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Units } from '../units/units.service';
import { FilingChecks, type FilingWarning } from './filing-checks.service';
import { Initiative } from './initiative.entity';
import { InitiativeNotFound } from './initiative.errors';
import { type InitiativeParts, toInitiativeView } from './initiatives.dto';
import { SUBJECT } from './initiatives.service';

const PageKey = z.tuple([z.uuid()]);
const RANK = "array_position(array['BASE','S','CITY','NATIONAL'], r.recognition_level)";

/** Initiatives as they are listed and shown: what the caller's units or the author may read. */
@Injectable()
export class InitiativeQueries {
  constructor(private readonly transactions: Transactions, private readonly units: Units, private readonly checks: FilingChecks) {}

  list({ query }: InputOf<typeof listInitiatives>, principal: Principal): Promise<z.output<typeof listInitiatives.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const find = tx.createQueryBuilder(Initiative, 'i').orderBy('i.id', 'DESC');
      if (query.unit !== undefined) find.andWhere('i.unitId = any(:units)', { units: await this.units.idsBelow(tx, query.unit) });
      if (query.state !== undefined) find.andWhere('i.state = :state', { state: query.state });
      if (query.type !== undefined) find.andWhere('i.initiativeType = :type', { type: query.type });
      if (query.level !== undefined) find.andWhere('exists (select 1 from recognition r where r.initiative_id = i.id and r.recognition_level = :level)', { level: query.level });
      if (query.q !== undefined) find.andWhere('i.titleKey like :q', { q: likePattern(query.q) });
      if (after !== null) find.andWhere('i.id < :after', { after: after[0] });
      const rows = await find.limit(query.limit + 1).getMany();
      const shown = rows.slice(0, query.limit);
      const parts = await this.parts(tx, shown, principal);
      const late = await this.checks.late(tx, shown);
      return pageFrom(rows, query.limit, (row) => toInitiativeView(row, parts(row), late.filter((one) => one.initiativeId === row.id)), (row) => [row.id]);
    });
  }

  get(id: string, principal: Principal): Promise<InitiativeView> {
    return this.transactions.read(async (tx) => {
      const initiative = await tx.findOne(Initiative, { where: { id } });
      if (initiative === null) throw new InitiativeNotFound();
      const warnings: FilingWarning[] = await this.checks.of(tx, initiative);
      return toInitiativeView(initiative, (await this.parts(tx, [initiative], principal))(initiative), warnings);
    });
  }

  /** Everything beside the row itself, for many at once. */
  private async parts(tx: Tx, initiatives: readonly Initiative[], principal: Principal): Promise<(one: Initiative) => InitiativeParts> {
    const ids = initiatives.map((one) => one.id);
    const label = await this.units.labels(tx, initiatives.map((one) => one.unitId));
    const authors = await this.grouped<InitiativeParts['authors'][number]>(tx, `
      select ia.initiative_id as "initiativeId", a.id, a.name, ia.share from initiative_author ia join author a on a.id = ia.author_id where ia.initiative_id = any($1) order by ia.position`, ids);
    const recognitions = await this.grouped<InitiativeParts['recognitions'][number]>(tx, `
      select r.initiative_id as "initiativeId", r.id, r.recognition_level as "recognitionLevel", r.recognised_on::text as "recognisedOn", r.decision_id as "decisionId",
             r.decision_number as "decisionNumber", r.certificate_no as "certificateNo", r.votes_for as "votesFor", r.votes_total as "votesTotal"
      from recognition r where r.initiative_id = any($1) order by ${RANK}`, ids);
    const programmes = await this.grouped<InitiativeParts['programmes'][number]>(tx, `
      select p.initiative_id as "initiativeId", p.programme_code as "programmeCode", p.entered_on::text as "enteredOn" from programme_entry p where p.initiative_id = any($1) order by p.entered_on`, ids);
    const raisings = await this.grouped<InitiativeParts['raisings'][number]>(tx, `
      select r.initiative_id as "initiativeId", r.to_level as "to", r.effect, r.dossier_id as "dossierId" from raising r where r.initiative_id = any($1) order by r.id desc`, ids);
    const dossiers = await this.grouped<{ dossierId: string }>(tx, `
      select distinct on (d.subject_id) d.subject_id as "initiativeId", d.id as "dossierId" from dossier d where d.subject_type = '${SUBJECT}' and d.subject_id = any($1) order by d.subject_id, d.id desc`, ids);
    const open = await this.readableSecrets(tx, initiatives, principal);
    return (one) => ({
      unit: label(one.unitId), authors: authors(one.id), recognitions: recognitions(one.id), programmes: programmes(one.id), raisings: raisings(one.id),
      dossierId: dossiers(one.id)[0]?.dossierId ?? null, hidden: one.secret && !open.has(one.id),
    });
  }

  /**
   * Secret know-how is read in full by the unit it belongs to, its authors, whoever filed it, and the units that judge or
   * judged it. Everyone else sees title and effect (INI-07, INI-10).
   */
  private async readableSecrets(tx: Tx, initiatives: readonly Initiative[], principal: Principal): Promise<ReadonlySet<string>> {
    const secret = initiatives.filter((one) => one.secret);
    if (secret.length === 0) return new Set();
    const unitId = principal.post?.unitId ?? null;
    const rows: { id: string }[] = await tx.query(
      `select i.id from initiative i where i.id = any($1) and (
         i.unit_id = $2::uuid or i.filed_by = $3::uuid
         or exists (select from directory_unit_version v where v.unit_id = i.unit_id and upper_inf(v.recorded) and v.successor_id = $2::uuid)
         or exists (select from initiative_author a where a.initiative_id = i.id and a.person_id = $3::uuid)
         or exists (select from dossier d where d.subject_type = '${SUBJECT}' and d.subject_id = i.id and (d.step_unit_id = $2::uuid
              or exists (select from dossier_event e where e.dossier_id = d.id and e.acting_unit_id = $2::uuid and e.action in ('APPROVE', 'REJECT', 'RETURN')))))`,
      [secret.map((one) => one.id), unitId, principal.personId]);
    return new Set(rows.map((row) => row.id));
  }

  private async grouped<Row>(tx: Tx, sql: string, ids: readonly string[]): Promise<(initiativeId: string) => Row[]> {
    const rows: (Row & { initiativeId: string })[] = ids.length === 0 ? [] : await tx.query(sql, [ids]);
    const found = new Map<string, Row[]>();
    for (const row of rows) found.set(row.initiativeId, [...(found.get(row.initiativeId) ?? []), row]);
    return (initiativeId) => found.get(initiativeId) ?? [];
  }
}
