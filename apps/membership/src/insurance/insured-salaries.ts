import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** What a member was insured on in a month. Several employers are several rows. */
export interface InsuredMonth { readonly memberId: string; readonly employerId: string; readonly unitId: string; readonly salaryVnd: number }
/** A month of a member that is reckoned again. */
export interface Recalculation { readonly id: string; readonly memberId: string; readonly unitId: string; readonly employerId: string; readonly month: Day; readonly exchangeId: string }
/** The insurer's word on an employer and month. */
export interface InsuranceMonth { readonly employerId: string; readonly insuredWorkers: number; readonly payrollVnd: number; readonly dueVnd: number; readonly paidVnd: number }

/** The insurance side for whoever reckons dues and the union fund: salaries by month, months to be reckoned again, notices. */
@Injectable()
export class InsuredSalaries {
  constructor(private readonly clock: Clock) {}

  /** Salaries of members in a month, named by its first day, as we know them now. */
  inMonth(tx: Tx, memberIds: readonly string[], month: Day): Promise<InsuredMonth[]> {
    return tx.query(
      `select member_id as "memberId", employer_id as "employerId", unit_id as "unitId", salary_vnd::float8 as "salaryVnd" from insured_salary
       where replaced_at is null and member_id = any($1) and from_month <= $2 and (to_month is null or to_month >= $2) order by member_id, employer_id`, [memberIds, month]);
  }

  /** Takes the oldest months that wait for being reckoned again; no two takers get the same one. The booking belongs into the same transaction. */
  async take(tx: Tx, limit: number): Promise<Recalculation[]> {
    const [rows] = (await tx.query(
      `update salary_recalculation set taken_at = $2 where id in (select id from salary_recalculation where taken_at is null order by id limit $1 for update skip locked)
       returning id::text, member_id as "memberId", unit_id as "unitId", employer_id as "employerId", month::text as month, exchange_id as "exchangeId"`, [limit, this.clock.now()])) as [Recalculation[], number];
    return rows;
  }

  /** The C12 notices of a month. */
  notices(tx: Tx, month: Day, employerIds: readonly string[]): Promise<InsuranceMonth[]> {
    return tx.query(
      `select employer_id as "employerId", insured_workers as "insuredWorkers", payroll_vnd::float8 as "payrollVnd", due_vnd::float8 as "dueVnd", paid_vnd::float8 as "paidVnd" from contribution_notice
       where month = $1 and employer_id = any($2)`, [month, employerIds]);
  }
}
