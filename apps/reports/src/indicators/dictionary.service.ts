import type { IndicatorBody, IndicatorView, ValueUnit } from '@doanket/contracts';
import { Audit } from '@doanket/audit';
import { Clock, searchKey, type Day } from '@doanket/kernel';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnknownIndicator } from '../figures/figure.errors';
import { IndicatorAlreadyCounted, IndicatorVersionExists, RateNeedsParts } from './indicator.errors';
import { Recipe } from './recipe.rules';

/** One version of an indicator, as figures use it. */
export interface Indicator {
  readonly code: string;
  readonly valueUnit: ValueUnit;
  readonly recipe: Recipe;
}

interface Row {
  readonly code: string; readonly name: string; readonly value_unit: ValueUnit; readonly formula: string; readonly numerator: string | null; readonly denominator: string | null;
  readonly blocs: string[]; readonly recipe: unknown; readonly valid_from: Day; readonly valid_to: Day | null; readonly source: string | null;
}

const COLUMNS = `code, name, value_unit, formula, numerator, denominator, blocs, recipe, valid_from::text as valid_from, valid_to::text as valid_to, source`;

/** The indicator dictionary (RPT-01): dated rows, ended and never overwritten. */
@Injectable()
export class Dictionary {
  constructor(private readonly transactions: Transactions, private readonly audit: Audit, private readonly clock: Clock) {}

  /** The versions valid on a day, in the order asked. Throws UnknownIndicator for a code that is not in the dictionary. */
  async getAll(tx: Tx, codes: readonly string[], on: Day): Promise<Indicator[]> {
    const rows = (await tx.query(
      `select distinct on (code) ${COLUMNS} from indicator where code = any($1) order by code, (valid_from <= $2) desc, valid_from desc`, [codes, on],
    )) as Row[];
    return codes.map((code) => {
      const row = rows.find((candidate) => candidate.code === code);
      if (row === undefined) throw new UnknownIndicator(code);
      return { code, valueUnit: row.value_unit, recipe: Recipe.parse(row.recipe) };
    });
  }

  list(query: { limit: number; cursor?: string | undefined; q?: string | undefined; asOf?: Day | undefined }): Promise<{ items: IndicatorView[]; nextCursor: string | null }> {
    return this.transactions.read(async (tx) => {
      const [after] = decodeCursor(query.cursor, z.tuple([z.string().max(60)])) ?? [''];
      const rows = (await tx.query(
        `select ${COLUMNS} from indicator where code > $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2)
           and ($3::text is null or search_key like '%' || $3 || '%' or lower(code) like '%' || $3 || '%') order by code limit $4`,
        [after, query.asOf ?? this.clock.today(), query.q === undefined ? null : searchKey(query.q), query.limit + 1],
      )) as Row[];
      return pageFrom(rows, query.limit, view, (row) => [row.code]);
    });
  }

  versions(code: string): Promise<{ versions: IndicatorView[] }> {
    return this.transactions.read(async (tx) => {
      const rows = (await tx.query(`select ${COLUMNS} from indicator where code = $1 order by valid_from`, [code])) as Row[];
      if (rows.length === 0) throw new UnknownIndicator(code);
      return { versions: rows.map(view) };
    });
  }

  /** Adds an indicator that units submit, or ends the version before and adds a newer wording. Counted recipes are kept. */
  add(body: IndicatorBody): Promise<IndicatorView> {
    return this.transactions.run(async (tx) => {
      const rate = body.valueUnit === 'PERCENT';
      if (rate && (body.numerator === undefined || body.denominator === undefined)) throw new RateNeedsParts(body.code);
      const [current] = (await tx.query(`select ${COLUMNS} from indicator where code = $1 and valid_to is null for update`, [body.code])) as Row[];
      if (current !== undefined) {
        if (body.validFrom <= current.valid_from) throw new IndicatorVersionExists(body.code, current.valid_from);
        if (current.value_unit !== body.valueUnit) throw new IndicatorAlreadyCounted(body.code);
        await tx.query(`update indicator set valid_to = $2::date - 1 where code = $1 and valid_to is null`, [body.code, body.validFrom]);
      }
      const recipe = current?.recipe ?? { aggregate: 'SUBMITTED', rate };
      const [row] = (await tx.query(
        `insert into indicator (code, name, search_key, value_unit, formula, numerator, denominator, blocs, recipe, valid_from)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10) returning ${COLUMNS}`,
        [body.code, body.name, searchKey(body.name), body.valueUnit, body.formula, body.numerator ?? null, body.denominator ?? null, body.blocs, JSON.stringify(recipe), body.validFrom],
      ).catch((error: unknown) => {
        throw violated(error, 'indicator_pk') ? new IndicatorVersionExists(body.code, body.validFrom) : error;
      })) as Row[];
      if (row === undefined) throw new Error('Insert returned no row');
      await this.audit.record(tx, { action: 'indicator.add', objectType: 'indicator', objectId: body.code, unitId: null, after: { ...body } });
      return view(row);
    });
  }
}

function view(row: Row): IndicatorView {
  return {
    code: row.code, name: row.name, valueUnit: row.value_unit, aggregate: Recipe.parse(row.recipe).aggregate, formula: row.formula, numerator: row.numerator, denominator: row.denominator,
    blocs: row.blocs, validFrom: row.valid_from, validTo: row.valid_to, source: row.source,
  };
}
