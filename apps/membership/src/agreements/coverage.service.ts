import type { Principal } from '@doanket/auth';
import type { AnswerOf, CoverageRow, getAgreementCoverage, InputOf } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { Transactions } from '@doanket/persistence';
import { RequestInvalid } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { AgreementQueries } from './agreements.queries';

const MOST_UNITS = 60;

/** Coverage by agreements, with its denominator named and both parts; a cluster's line counts units and averages nothing (CBA-03, CBA-06). */
@Injectable()
export class CoverageService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly directory: Directory, private readonly queries: AgreementQueries,
  ) {}

  of({ query }: InputOf<typeof getAgreementCoverage>, principal: Principal): Promise<AnswerOf<typeof getAgreementCoverage>> {
    const codes = [...new Set(query.units.split(','))];
    if (codes.length > MOST_UNITS) throw new RequestInvalid([{ pointer: '/query/units', detail: `At most ${MOST_UNITS} units` }]);
    return this.transactions.readWhole(async (tx) => {
      const day = query.on ?? this.clock.today();
      const items: CoverageRow[] = [];
      for (const code of codes) {
        const { unitId } = await this.directory.getByCode(tx, code);
        await this.access.requireReadable(tx, principal, unitId);
        items.push(await this.queries.coverage(tx, { id: unitId, code, name: await this.directory.nameOn(tx, unitId, day) }, { day, from: query.signedFrom ?? `${day.slice(0, 4)}-01-01`, to: query.signedTo ?? day }));
      }
      return { items, withRate: items.filter((item) => item.percent !== null).length, of: items.length };
    });
  }
}
