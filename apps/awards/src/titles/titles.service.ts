import type { Principal } from '@doanket/auth';
import { type AnswerOf, awardsRules, type InputOf, Level, type listTitles, type RuleView, type TitleBody, type TitleProposal, titleScope, type TitleView } from '@doanket/contracts';
import { Clock, searchKey, type Day } from '@doanket/kernel';
import { likePattern, Transactions, type Tx, violated } from '@doanket/persistence';
import { type RuleAsked, RuleDesk } from '@doanket/rules';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AwardsRules } from '../rules/awards-rules';
import { BaseSalaryUnknown, TitleBodyWrong, TitleNotInForce, TitleVersionOverlaps } from './title.errors';
import { moneyOf, requireKeeper, requireSound, type TitleVersion, versionFor } from './title.rules';

type Row = Omit<TitleVersion, 'amountVnd'> & { readonly amountVnd: string | null; readonly decisionNumber: string | null; readonly source: string | null };

const COLUMNS = `id, code, level, name, kind, receiver_kinds as "receiverKinds", conditions, base_salary_thousandths as "baseSalaryThousandths", amount_vnd as "amountVnd", tiers, partner, mark,
  valid_from::text as "validFrom", valid_to::text as "validTo", decision_number as "decisionNumber", source`;
const PageKey = z.tuple([z.string(), z.string(), z.iso.date()]);

/** The catalogue of titles and forms (AWD-01): each version is a rule that two persons decided, kept here as the row that awards name. */
@Injectable()
export class TitlesService {
  constructor(private readonly transactions: Transactions, private readonly rules: AwardsRules, private readonly desk: RuleDesk, private readonly clock: Clock) {
    desk.extend('TITLE', { check: (tx, rule, principal) => this.check(tx, rule, principal), confirmed: (tx, rule) => this.keep(tx, rule) });
  }

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

  /** Proposes a title or a later version of one, as a rule. */
  propose(principal: Principal, body: TitleProposal): Promise<RuleView> {
    requireSound(body);
    return this.transactions.read((tx) => this.markOf(tx, body)).then((mark) => this.desk.propose({
      code: 'TITLE', scope: titleScope(body.code, body.level), validFrom: body.validFrom, validTo: body.validTo ?? null, decisionNumber: body.decisionNumber, decidedOn: body.decidedOn ?? null,
      source: body.source ?? body.decisionNumber, confidence: body.confidence, fileId: body.fileId,
      value: {
        name: body.name, kind: body.kind, receiverKinds: body.receiverKinds, conditions: body.conditions, baseSalaryThousandths: body.baseSalaryThousandths ?? null, amountVnd: body.amountVnd ?? null,
        tiers: body.tiers ?? null, partner: body.partner ?? null, mark,
      },
    }, principal));
  }

  /** What a proposed version must be: of a level that the caller keeps, in itself sound, and later than every version before it. */
  private async check(tx: Tx, rule: RuleAsked, principal: Principal): Promise<void> {
    const { code, level } = titleOf(rule.scope);
    const value = awardsRules.TITLE.value.parse(rule.value);
    if (principal.post !== null) requireKeeper(principal.post.level, level);
    requireSound({ ...value, level, validFrom: rule.validFrom, validTo: rule.validTo });
    const [before]: Row[] = await tx.query(`select ${COLUMNS} from title where code = $1 and level = $2 order by valid_from desc limit 1`, [code, level]);
    if (before !== undefined && before.validFrom >= rule.validFrom) throw new TitleVersionOverlaps(code, level);
    if (before !== undefined && rule.validTo !== null && (before.validTo === null || before.validTo > rule.validTo)) {
      throw new TitleBodyWrong('/body/validTo', 'The version before would come back after it: leave the end open, or end the title by a version of its own');
    }
  }

  /** Writes the confirmed version; an open one before it ends on the day before. */
  private async keep(tx: Tx, rule: RuleView): Promise<void> {
    const { code, level } = titleOf(rule.scope);
    const { name, kind, receiverKinds, conditions, baseSalaryThousandths, amountVnd, tiers, partner, mark } = awardsRules.TITLE.value.parse(rule.value);
    await tx.query(`update title set valid_to = $3::date - 1 where code = $1 and level = $2 and daterange(valid_from, valid_to, '[]') @> $3::date`, [code, level, rule.validFrom]);
    await tx.query(
      `insert into title (id, code, level, name, search_key, kind, receiver_kinds, conditions, base_salary_thousandths, amount_vnd, tiers, partner, mark, valid_from, valid_to, decision_number, source)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [rule.id, code, level, name, searchKey(name), kind, receiverKinds, conditions, baseSalaryThousandths, amountVnd, tiers, partner, mark, rule.validFrom, rule.validTo, rule.decisionNumber, rule.source],
    ).catch((error: unknown) => {
      throw violated(error, 'title_one_version_at_a_time') ? new TitleVersionOverlaps(code, level) : error;
    });
  }

  /** The mark told, else that of the version before, else one made from the code. */
  private async markOf(tx: Tx, { code, level, mark }: TitleProposal): Promise<string> {
    if (mark !== undefined) return mark;
    const [before]: { mark: string }[] = await tx.query('select mark from title where code = $1 and level = $2 order by valid_from desc limit 1', [code, level]);
    return before?.mark ?? code.slice(0, 20).replaceAll('_', '-');
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
    const base = await this.rules.on(tx, 'BASE_SALARY', on);
    return (title) => {
      const money = moneyOf(title, base?.value.amountVnd ?? null);
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

/** Code and level of the scope under which a title's versions are kept. */
function titleOf(scope: string): { readonly code: string; readonly level: Level } {
  const [code = '', level] = scope.split('.');
  return { code, level: Level.parse(level) };
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
