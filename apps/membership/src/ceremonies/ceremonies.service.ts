import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, CeremonyDetail, CeremonyView, decideAtCeremony, InputOf, listAtCeremony, listCeremonies, openCeremony, removeFromCeremony } from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { DecisionFileMissing, Dossiers } from '@doanket/dossier';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { FoundingNotFound } from '../foundings/founding.errors';
import { FoundingStore } from '../foundings/founding.store';
import { CeremonyCodeTaken, CeremonyNotFound, NotOnProgramme } from './ceremony.errors';
import { gapsOf } from './ceremony.rules';

const CodeCursor = z.tuple([z.iso.date(), z.string()]);
interface Row { readonly code: string; readonly unitId: string; readonly name: string; readonly heldOn: string; readonly place: string; readonly listed: number; readonly version: number; readonly issuer: string }
interface EntryRow { readonly unitCode: string; readonly unitName: string; readonly decisionId: string; readonly number: string | null; readonly decidedOn: string | null; readonly removedBecause: string | null }

const COLUMNS = `c.code, c.unit_id as "unitId", c.name, c.held_on::text as "heldOn", c.place, c.version, u.code as issuer,
  (select count(*)::int from ceremony_entry e where e.ceremony_code = c.code and e.removed_because is null) as listed`;

/** Founding ceremonies: one event, many decisions, each with its own number (ORG-03). */
@Injectable()
export class CeremoniesService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly dossiers: Dossiers, private readonly foundings: FoundingStore,
    private readonly audit: Audit,
  ) {}

  open({ body }: InputOf<typeof openCeremony>, principal: Principal): Promise<CeremonyDetail> {
    return this.transactions.run(async (tx) => {
      const unitId = principal.post?.unitId ?? '';
      await tx.query('insert into ceremony (code, unit_id, name, held_on, place, version) values ($1, $2, $3, $4, $5, 1)', [body.code, unitId, body.name, body.heldOn, body.place]).catch((error: unknown) => {
        throw violated(error, 'ceremony_pk') ? new CeremonyCodeTaken() : error;
      });
      await this.audit.record(tx, { action: 'ceremony.open', objectType: 'ceremony', objectId: body.code, unitId, after: { heldOn: body.heldOn } });
      return this.detail(tx, body.code);
    });
  }

  decide({ params, body }: InputOf<typeof decideAtCeremony>, principal: Principal): Promise<CeremonyDetail> {
    if (body.foundings.some(({ fileId = body.fileId }) => fileId === undefined)) throw new DecisionFileMissing();
    return this.changing(params.code, principal, 'decide', async (tx) => {
      for (const { foundingId, number, fileId = body.fileId } of body.foundings) {
        const { dossierId } = await this.foundings.get(tx, foundingId);
        if (dossierId === null) throw new FoundingNotFound();
        await this.dossiers.take(tx, principal, dossierId, { outcome: 'APPROVE', decision: { number, decidedOn: body.decidedOn, fileId } });
        await this.enter(tx, params.code, (await this.foundings.get(tx, foundingId)).foundedUnitId ?? '');
      }
      return body.foundings.length;
    });
  }

  listUnits({ params, body }: InputOf<typeof listAtCeremony>, principal: Principal): Promise<CeremonyDetail> {
    return this.changing(params.code, principal, 'list', async (tx) => {
      for (const code of body.unitCodes) await this.enter(tx, params.code, await this.access.requireUnitByCode(tx, principal, 'membership.unit.decide', code));
      return body.unitCodes.length;
    });
  }

  remove({ params, body }: InputOf<typeof removeFromCeremony>, principal: Principal): Promise<CeremonyDetail> {
    return this.changing(params.code, principal, 'remove', async (tx) => {
      const { unitId } = await this.directory.getByCode(tx, body.unitCode);
      const [, count] = (await tx.query('update ceremony_entry set removed_because = $3 where ceremony_code = $1 and founded_id = $2 and removed_because is null', [params.code, unitId, body.reason])) as [unknown, number];
      if (count === 0) throw new NotOnProgramme(body.unitCode);
      return 1;
    });
  }

  get(code: string): Promise<CeremonyDetail> {
    return this.transactions.read((tx) => this.detail(tx, code));
  }

  list({ query }: InputOf<typeof listCeremonies>): Promise<AnswerOf<typeof listCeremonies>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, CodeCursor);
      const rows: Row[] = await tx.query(
        `select ${COLUMNS} from ceremony c join directory_unit u on u.id = c.unit_id where ($1::date is null or (c.held_on, c.code) < ($1::date, $2)) order by c.held_on desc, c.code desc limit $3`,
        [after?.[0] ?? null, after?.[1] ?? null, query.limit + 1]);
      return pageFrom(rows, query.limit, viewOf, (row) => [row.heldOn, row.code]);
    });
  }

  private changing(code: string, principal: Principal, verb: string, work: (tx: Tx) => Promise<number>): Promise<CeremonyDetail> {
    return this.transactions.run(async (tx) => {
      const rows: { unitId: string }[] = await tx.query('select unit_id as "unitId" from ceremony where code = $1 for update', [code]);
      if (rows[0] === undefined) throw new CeremonyNotFound();
      await this.access.requireUnit(tx, principal, 'membership.unit.decide', rows[0].unitId).catch((error: unknown) => {
        throw error instanceof UnitNotFound ? new CeremonyNotFound() : error;
      });
      const units = await work(tx);
      await tx.query('update ceremony set version = version + 1 where code = $1', [code]);
      await this.audit.record(tx, { action: `ceremony.${verb}`, objectType: 'ceremony', objectId: code, unitId: rows[0].unitId, after: { units } });
      return this.detail(tx, code);
    });
  }

  /** The decision by which the union was founded goes onto the programme; once taken off it may come back. */
  private async enter(tx: Tx, code: string, foundedId: string): Promise<void> {
    await tx.query(
      `insert into ceremony_entry (ceremony_code, unit_id, founded_id, decision_id)
       select c.code, c.unit_id, $2, (select v.decision_id from directory_unit_version v where v.unit_id = $2 order by lower(v.recorded), lower(v.valid) limit 1) from ceremony c where c.code = $1
       on conflict (ceremony_code, founded_id) do update set removed_because = null`, [code, foundedId]);
  }

  private async detail(tx: Tx, code: string): Promise<CeremonyDetail> {
    const rows: Row[] = await tx.query(`select ${COLUMNS} from ceremony c join directory_unit u on u.id = c.unit_id where c.code = $1`, [code]);
    if (rows[0] === undefined) throw new CeremonyNotFound();
    const entries: EntryRow[] = await tx.query(
      `select u.code as "unitCode", coalesce(n.name, u.code) as "unitName", e.decision_id as "decisionId", d.number, d.decided_on::text as "decidedOn", e.removed_because as "removedBecause"
       from ceremony_entry e join directory_unit u on u.id = e.founded_id left join decision d on d.id = e.decision_id
       left join lateral (select v.name from directory_unit_version v where v.unit_id = u.id and upper_inf(v.recorded) order by lower(v.valid) limit 1) n on true
       where e.ceremony_code = $1 order by length(d.number), d.number, u.code limit 1000`, [code]);
    const known = entries.map((entry) => ({ ...entry, number: entry.number ?? '', decidedOn: entry.decidedOn ?? rows[0]!.heldOn }));
    return { ...viewOf(rows[0]), entries: known, gaps: gapsOf(known.map(({ number, unitCode, removedBecause }) => ({ number, unitCode, removed: removedBecause !== null }))) };
  }
}

function viewOf(row: Row): CeremonyView {
  return { code: row.code, name: row.name, heldOn: row.heldOn, place: row.place, unitCode: row.issuer, listed: row.listed, version: row.version };
}
