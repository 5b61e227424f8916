import type { Principal } from '@doanket/auth';
import { type addOccasion, Code, type getOccasion, type InputOf, type listOccasions, type OccasionView } from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import { Clock, newId, searchKey, yearOf } from '@doanket/kernel';
import { likePattern, Transactions, type Tx, violated } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Units } from '../units/units.service';
import { Occasion } from './occasion.entity';
import { OccasionCodeTaken, OccasionDayUnclear, OccasionNotFound, OccasionsUnknown } from './occasion.errors';
import { occasionIn } from './occasion.rules';

const PageKey = z.tuple([Code]);

/** Occasions that campaigns are tied to (CMP-18). */
@Injectable()
export class OccasionsService {
  constructor(private readonly transactions: Transactions, private readonly access: Access, private readonly units: Units, private readonly clock: Clock) {}

  list({ query }: InputOf<typeof listOccasions>): Promise<z.output<typeof listOccasions.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const find = tx.createQueryBuilder(Occasion, 'o').orderBy('o.code').limit(query.limit + 1);
      if (after !== null) find.andWhere('o.code > :after', { after: after[0] });
      if (query.q !== undefined) find.andWhere('o.searchKey like :q', { q: likePattern(query.q) });
      const rows = await find.getMany();
      const label = await this.units.labels(tx, rows.map((row) => row.unitId));
      return pageFrom(rows, query.limit, (row) => this.view(row, label(row.unitId).code, query.year), (row) => [row.code]);
    });
  }

  get({ params, query }: InputOf<typeof getOccasion>): Promise<OccasionView> {
    return this.transactions.read(async (tx) => {
      const occasion = await tx.findOne(Occasion, { where: { code: params.code } });
      if (occasion === null) throw new OccasionNotFound();
      return this.view(occasion, (await this.units.label(tx, occasion.unitId)).code, query.year);
    });
  }

  add({ body }: InputOf<typeof addOccasion>, principal: Principal): Promise<OccasionView> {
    return this.transactions.run(async (tx) => {
      const unitId = principal.post?.unitId;
      if (unitId === undefined) throw new UnitNotFound();
      await this.access.requireUnit(tx, principal, 'campaigns.occasion.keep', unitId);
      if ((body.foundedOn === undefined) === (body.heldOn === undefined)) throw new OccasionDayUnclear();
      const occasion = Object.assign(new Occasion(), {
        id: newId(), code: body.code, name: body.name, searchKey: searchKey(body.name), kind: body.kind, unitId, foundedOn: body.foundedOn ?? null, heldOn: body.heldOn ?? null,
      });
      await tx.insert(Occasion, occasion).catch((error: unknown) => {
        throw violated(error, 'occasion_code_unique') ? new OccasionCodeTaken(body.code) : error;
      });
      return this.view(occasion, (await this.units.label(tx, unitId)).code, undefined);
    });
  }

  /** Throws OccasionsUnknown naming the codes that are not in the calendar the caller reads. */
  async requireKnown(tx: Tx, codes: readonly string[]): Promise<void> {
    if (codes.length === 0) return;
    const rows: { code: string }[] = await tx.query('select code from occasion where code = any($1)', [codes]);
    const unknown = codes.filter((code) => !rows.some((row) => row.code === code));
    if (unknown.length > 0) throw new OccasionsUnknown(unknown);
  }

  private view(occasion: Occasion, unitCode: string, asked: number | undefined): OccasionView {
    const year = asked ?? yearOf(this.clock.today());
    return {
      id: occasion.id, code: occasion.code, name: occasion.name, kind: occasion.kind, unitCode, foundedOn: occasion.foundedOn, heldOn: occasion.heldOn, year, ...occasionIn(year, occasion),
    };
  }
}
