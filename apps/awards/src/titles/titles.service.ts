import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, InputOf, Level, listTitles, TitleBody, TitleView } from '@doanket/contracts';
import { addDays, Clock, newId, searchKey, type Day } from '@doanket/kernel';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { likePattern } from '../units/units.service';
import { BaseSalaryUnknown, TitleNotInForce, TitleVersionOverlaps } from './title.errors';
import { moneyOf, requireKeeper, requireSound, type TitleVersion, versionFor } from './title.rules';

type Row = Omit<TitleVersion, 'amountVnd'> & { readonly amountVnd: string | null; readonly decisionNumber: string | null; readonly source: string | null };

const COLUMNS = `id, code, level, name, kind, receiver_kinds as "receiverKinds", conditions, base_salary_thousandths as "baseSalaryThousandths", amount_vnd as "amountVnd", tiers, partner, mark,
  valid_from::text as "validFrom", valid_to::text as "validTo", decision_number as "decisionNumber", source`;
const PageKey = z.tuple([z.string(), z.string(), z.iso.date()]);

/** The catalogue of titles and forms (AWD-01): dated rows, edited by adding a later version. */
@Injectable()
export class TitlesService {
  constructor(private readonly transactions: Transactions, private readonly audit: Audit, private readonly clock: Clock) {}

  /** Versions in force on a day, today unless told. */
  list({ query }: InputOf<typeof listTitles>): Promise<AnswerOf<typeof listTitles>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const rows: Row[] = await tx.query(
        `select ${COLUMNS} from title
         where daterange(valid_from, valid_to, '[]') @> $1::date and ($2::text is null or level = $2) and ($3::text is null or search_key like $3 or code like upper($3))
           and ($4::text is null or (code, level, valid_from) > ($4, $5, $6::date))
         order by code, level, valid_from limit $7`,
        [query.asOf ?? this.clock.today(), query.level ?? null, query.q === undefined ? null : likePattern(query.q), after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, query.limit + 1]);
      return pageFrom(rows, query.limit, viewOf, (row) => [row.code, row.level, row.validFrom]);
    });
  }

  /** Adds a title or a later version of one; an open version before it ends on the day before. */
  add(principal: Principal, body: TitleBody): Promise<TitleView> {
    return this.transactions.run(async (tx) => {
      requireKeeper(principal.post?.level ?? 'T', body.level);
      requireSound(body);
      const [before]: Row[] = await tx.query(`select ${COLUMNS} from title where code = $1 and level = $2 order by valid_from desc limit 1 for update`, [body.code, body.level]);
      if (before !== undefined && before.validFrom >= body.validFrom) throw new TitleVersionOverlaps(body.code, body.level);
      if (before !== undefined && (before.validTo === null || before.validTo >= body.validFrom)) {
        await tx.query('update title set valid_to = $2 where id = $1', [before.id, addDays(body.validFrom, -1)]);
      }
      const id = newId();
      await tx.query(
        `insert into title (id, code, level, name, search_key, kind, receiver_kinds, conditions, base_salary_thousandths, amount_vnd, tiers, partner, mark, valid_from, valid_to, decision_number, source)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
        [id, body.code, body.level, body.name, searchKey(body.name), body.kind, body.receiverKinds, body.conditions, body.baseSalaryThousandths ?? null, body.amountVnd ?? null, body.tiers ?? null,
          body.partner ?? null, body.mark ?? before?.mark ?? body.code.slice(0, 20).replaceAll('_', '-'), body.validFrom, body.validTo ?? null, body.decisionNumber, body.source ?? null],
      ).catch((error: unknown) => {
        throw violated(error, 'title_one_version_at_a_time') ? new TitleVersionOverlaps(body.code, body.level) : error;
      });
      await this.audit.record(tx, {
        action: 'title.add', objectType: 'title', objectId: id, unitId: principal.post?.unitId ?? null, after: { ...body }, ...(before === undefined ? {} : { before: { versionId: before.id, validTo: before.validTo } }),
      });
      const [row]: Row[] = await tx.query(`select ${COLUMNS} from title where id = $1`, [id]);
      if (row === undefined) throw new RangeError('Title just added is missing');
      return viewOf(row);
    });
  }

  /** Every version of these titles, by code. */
  async versionsOf(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, readonly TitleVersion[]>> {
    const rows: Row[] = await tx.query(`select ${COLUMNS} from title where code = any($1) order by valid_from`, [[...new Set(codes)]]);
    const byCode = new Map<string, TitleVersion[]>();
    for (const row of rows) byCode.set(row.code, [...(byCode.get(row.code) ?? []), versionOf(row)]);
    return byCode;
  }

  /** The version that decides a title at a level. Throws TitleNotInForce. */
  async requireVersion(tx: Tx, code: string, level: Level, asked: { readonly on: Day; readonly year: number }): Promise<TitleVersion> {
    const versions = (await this.versionsOf(tx, [code])).get(code) ?? [];
    const version = versionFor(versions.filter((one) => one.level === level), asked);
    if (version === null) throw new TitleNotInForce(code, level, asked);
    return version;
  }

  /** Throws TitleNotInForce for a title that no day of the year knows at this level. */
  async requireInYear(tx: Tx, code: string, level: Level, year: number): Promise<void> {
    const versions = (await this.versionsOf(tx, [code])).get(code) ?? [];
    const [first, last] = [`${year}-01-01`, `${year}-12-31`];
    if (!versions.some((one) => one.level === level && one.validFrom <= last && (one.validTo === null || one.validTo >= first))) throw new TitleNotInForce(code, level, { on: last, year });
  }

  /** Money due with one award decided on a day. Throws BaseSalaryUnknown. */
  async moneyOn(tx: Tx, on: Day): Promise<(title: TitleVersion) => number> {
    const [row]: { amount: string }[] = await tx.query(`select amount_vnd as amount from base_salary where daterange(valid_from, valid_to, '[]') @> $1::date`, [on]);
    return (title) => {
      const money = moneyOf(title, row === undefined ? null : Number(row.amount));
      if (money === null) throw new BaseSalaryUnknown(on);
      return money;
    };
  }

  /** Names of versions by id. */
  async namesOf(tx: Tx, titleIds: readonly string[]): Promise<ReadonlyMap<string, { readonly name: string; readonly partner: string | null; readonly kind: TitleBody['kind'] }>> {
    const rows: { id: string; name: string; partner: string | null; kind: TitleBody['kind'] }[] = await tx.query('select id, name, partner, kind from title where id = any($1)', [[...new Set(titleIds)]]);
    return new Map(rows.map(({ id, ...rest }) => [id, rest]));
  }
}

function versionOf(row: Row): TitleVersion {
  const { decisionNumber: _number, source: _source, amountVnd, ...rest } = row;
  return { ...rest, amountVnd: amountVnd === null ? null : Number(amountVnd) };
}

function viewOf(row: Row): TitleView {
  return {
    id: row.id, code: row.code, level: row.level, name: row.name, kind: row.kind, receiverKinds: [...row.receiverKinds], conditions: [...row.conditions],
    baseSalaryThousandths: row.baseSalaryThousandths, amountVnd: row.amountVnd === null ? null : Number(row.amountVnd), tiers: row.tiers, partner: row.partner, mark: row.mark,
    validFrom: row.validFrom, validTo: row.validTo, decisionNumber: row.decisionNumber, source: row.source,
  };
}
