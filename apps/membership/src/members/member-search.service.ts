import type { Principal } from '@doanket/auth';
import { MEMBER_COUNT_LIMIT, type AnswerOf, type countMembers, type InputOf, type listMembers, type MemberFilter } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { MemberScope } from './member-scope';
import { MemberQueries, type MemberSearch } from './members.queries';

const PlaceCursor = z.tuple([z.string(), z.uuid(), z.uuid()]);
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Finding members: officers among those of their units, everybody else among their own memberships. */
@Injectable()
export class MemberSearchService {
  constructor(private readonly transactions: Transactions, private readonly clock: Clock, private readonly scope: MemberScope, private readonly queries: MemberQueries) {}

  list({ query }: InputOf<typeof listMembers>, principal: Principal): Promise<AnswerOf<typeof listMembers>> {
    return this.transactions.readWhole(async (tx) => {
      const { limit, cursor, ...filter } = query;
      const rows = await this.queries.list(tx, await this.search(tx, filter, principal), decodeCursor(cursor, PlaceCursor), limit + 1);
      return pageFrom(rows, limit, ({ nameKey: _, ...item }) => item, (row): [string, string, string] => [row.nameKey, row.personId, row.id]);
    });
  }

  count({ query }: InputOf<typeof countMembers>, principal: Principal): Promise<AnswerOf<typeof countMembers>> {
    return this.transactions.readWhole(async (tx) => {
      const found = await this.queries.count(tx, await this.search(tx, query, principal), MEMBER_COUNT_LIMIT);
      return { count: Math.min(found, MEMBER_COUNT_LIMIT), exact: found <= MEMBER_COUNT_LIMIT };
    });
  }

  /** A filter under the caller's rights. Throws UnitNotFound for a unit beyond them. */
  async search(tx: Tx, filter: MemberFilter, principal: Principal): Promise<MemberSearch> {
    const officer = principal.post !== null || principal.partner !== null;
    const units = filter.unit === undefined ? await this.scope.of(tx, principal) : await this.scope.subtree(tx, filter.unit, principal);
    return { filter, units, personId: officer ? null : (principal.personId ?? NOBODY), day: this.clock.today() };
  }
}
