import type { Principal } from '@doanket/auth';
import type { AnswerOf, InsuranceDebtView, InputOf, listInsuranceDebts } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { Transactions } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

const DebtCursor = z.tuple([z.number().int(), z.uuid()]);

/** Employers in arrears, for the unions that cover them and the levels above (SOC-08). */
@Injectable()
export class ArrearsService {
  constructor(private readonly transactions: Transactions, private readonly access: Access, private readonly clock: Clock) {}

  /** Over all rows with the caller's units put in (engineering handbook 7.4). */
  list({ query }: InputOf<typeof listInsuranceDebts>, principal: Principal): Promise<AnswerOf<typeof listInsuranceDebts>> {
    return this.transactions.readWhole(async (tx) => {
      const after = decodeCursor(query.cursor, DebtCursor);
      const rows: InsuranceDebtView[] = await tx.query(
        `with newest as (select distinct on (employer_id) * from employer_arrears order by employer_id, as_of desc)
         select e.id as "employerId", e.name as "employerName", e.enterprise_code as "enterpriseCode", n.as_of::text as "asOf", n.months_owed as "monthsOwed", n.debt_vnd::float8 as "debtVnd",
           n.debt_file_no as "debtFileNo", n.supervised,
           array(select u.code from employer_union l join directory_unit u on u.id = l.unit_id where l.employer_id = e.id and l.valid_from <= $1 and (l.valid_to is null or l.valid_to >= $1) order by u.code) as "unionCodes"
         from newest n join employer e on e.id = n.employer_id
         where n.debt_vnd > 0 and ($2::uuid[] is null or e.unit_id = any($2)
             or exists (select from employer_union l where l.employer_id = e.id and l.unit_id = any($2) and l.valid_from <= $1 and (l.valid_to is null or l.valid_to >= $1)))
           and ($3::boolean is null or n.supervised = $3) and ($4::bigint is null or (n.debt_vnd, e.id) < ($4, $5::uuid))
         order by n.debt_vnd desc, e.id desc limit $6`,
        [this.clock.today(), await this.access.unitsOf(tx, principal), query.supervised === undefined ? null : query.supervised === 'true', after?.[0] ?? null, after?.[1] ?? null, query.limit + 1]);
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.debtVnd, row.employerId]);
    });
  }
}
