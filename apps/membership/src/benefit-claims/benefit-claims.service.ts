import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, BenefitClaimDetail, BenefitClaimView, ClaimTurn, followClaim, InputOf, listClaims, noteEmployerFiling, noteInsurerAnswer, noteWorkerFiling, readClaim } from '@doanket/contracts';
import { Clock, lastDayOfPeriod, newId, type Day } from '@doanket/kernel';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { HealthSubjects } from '../insurance/health-subjects';
import { lastDayAfterMonths } from '../insurance/leave.rules';
import { WorkingDays } from '../insurance/working-days';
import { Purposes } from '../purposes/purposes';
import { MembershipRules } from '../rules/membership-rules';
import { ClaimDayTooEarly, ClaimKnown, ClaimNotFound, ClaimNotTheirTurn } from './benefit-claim.errors';
import { ClaimQueries, type ClaimRow } from './benefit-claims.queries';
import { lateTurnsOf } from './claim.rules';

const DayCursor = z.tuple([z.iso.date(), z.uuid()]);
type Columns = Readonly<Record<string, string | null>>;

/** Files of sickness and maternity: the union follows and warns, it files nothing (SOC-06). */
@Injectable()
export class BenefitClaimsService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly audit: Audit, private readonly rules: MembershipRules,
    private readonly workingDays: WorkingDays, private readonly subjects: HealthSubjects, private readonly queries: ClaimQueries, private readonly purposes: Purposes,
  ) {}

  follow({ body }: InputOf<typeof followClaim>, principal: Principal): Promise<BenefitClaimView> {
    return this.transactions.run(async (tx) => {
      const member = await this.subjects.member(tx, body.memberId, principal, 'BENEFIT_FOLLOWING');
      this.subjects.past('/body/returnedOn', body.returnedOn);
      const rule = await this.rules.require(tx, 'INSURANCE_CLAIM', body.returnedOn, { scope: body.kind });
      const id = newId();
      const dueOn = lastDayOfPeriod(body.returnedOn, rule.value.workerDays);
      await tx.query(
        `insert into benefit_claim (id, member_id, person_id, unit_id, kind, returned_on, worker_due_on, turn, due_on, recorded_by_person_id, recorded_at, version) values ($1, $2, $3, $4, $5, $6, $7, 'WORKER', $7, $8, $9, 1)`,
        [id, member.id, member.personId, member.unitId, body.kind, body.returnedOn, dueOn, principal.personId, this.clock.now()]).catch((error: unknown) => {
        throw violated(error, 'benefit_claim_once') ? new ClaimKnown() : error;
      });
      await this.audit.record(tx, { action: 'benefit-claim.follow', objectType: 'benefit-claim', objectId: id, unitId: member.unitId, after: { returnedOn: body.returnedOn, dueOn } });
      return this.view(tx, id);
    });
  }

  /** Filed with the insurer by the worker, the employer has no turn, and the insurer has fewer days. */
  workerFiled({ params, body }: InputOf<typeof noteWorkerFiling>, principal: Principal): Promise<BenefitClaimView> {
    return this.take(params.id, principal, 'WORKER', async (tx, claim, rule) => {
      this.inTurn('/body/filedOn', body.filedOn, claim.returnedOn);
      const byWorker = body.filedWith === 'INSURER';
      const dueOn = await this.workingDays.lastOf(tx, body.filedOn, byWorker ? rule.insurerWorkingDaysFiledByWorker : rule.employerWorkingDays);
      return { worker_filed_on: body.filedOn, filed_with: body.filedWith, turn: byWorker ? 'INSURER' : 'EMPLOYER', due_on: dueOn, ...(byWorker ? { insurer_due_on: dueOn } : { employer_due_on: dueOn }) };
    });
  }

  employerFiled({ params, body }: InputOf<typeof noteEmployerFiling>, principal: Principal): Promise<BenefitClaimView> {
    return this.take(params.id, principal, 'EMPLOYER', async (tx, claim, rule) => {
      this.inTurn('/body/filedOn', body.filedOn, claim.workerFiledOn ?? claim.returnedOn);
      const dueOn = await this.workingDays.lastOf(tx, body.filedOn, rule.insurerWorkingDays);
      return { employer_filed_on: body.filedOn, turn: 'INSURER', due_on: dueOn, insurer_due_on: dueOn };
    });
  }

  answered({ params, body }: InputOf<typeof noteInsurerAnswer>, principal: Principal): Promise<BenefitClaimView> {
    return this.take(params.id, principal, 'INSURER', async (tx, claim) => {
      this.inTurn('/body/answeredOn', body.answeredOn, claim.employerFiledOn ?? claim.workerFiledOn ?? claim.returnedOn);
      const retention = await this.rules.require(tx, 'HEALTH_RETENTION', body.answeredOn);
      return { answered_on: body.answeredOn, outcome: body.outcome, turn: 'NOBODY', due_on: null, delete_after: lastDayAfterMonths(body.answeredOn, retention.value.months) };
    });
  }

  list({ query }: InputOf<typeof listClaims>, principal: Principal): Promise<AnswerOf<typeof listClaims>> {
    return this.transactions.readWhole(async (tx) => {
      const rows = await this.queries.list(tx, {
        seen: await this.subjects.units(tx, principal, query.unit), memberId: query.member, turn: query.turn, late: query.late === undefined ? undefined : query.late === 'true',
        today: this.clock.today(), after: decodeCursor(query.cursor, DayCursor), limit: query.limit + 1,
      });
      return pageFrom(rows, query.limit, (row) => this.toView(row), (row): [string, string] => [row.sortDay, row.id]);
    });
  }

  read({ params, query }: InputOf<typeof readClaim>, principal: Principal): Promise<BenefitClaimDetail> {
    return this.transactions.run(async (tx) => {
      const row = await this.row(tx, params.id);
      await this.subjects.require(tx, principal, 'membership.health.read', row.unitId, () => new ClaimNotFound());
      await this.subjects.read({ memberId: row.memberId, unitId: row.unitId, record: 'benefit-claim', recordId: row.id, reason: query.reason }, tx);
      return { ...this.toView(row), kind: row.kind, workerDueOn: row.workerDueOn, employerDueOn: row.employerDueOn, insurerDueOn: row.insurerDueOn };
    });
  }

  /** Deletes files whose purpose has ended: answered long ago, or the member took the consent back. Called by a timer, the transaction is whole. */
  async forget(tx: Tx): Promise<number> {
    const consentFor = await this.purposes.consentOf(tx, 'BENEFIT_FOLLOWING');
    const [, count] = (await tx.query(
      `delete from benefit_claim c using member m where m.id = c.member_id and (c.delete_after < $1::date or ($2::text is not null and not ($2 = any(m.consent_purposes))))`, [this.clock.today(), consentFor])) as [unknown, number];
    return count;
  }

  /** One turn taken. The rule is that of the day the turn of the worker began: a file keeps its times. */
  private take(id: string, principal: Principal, turn: ClaimTurn, work: (tx: Tx, claim: ClaimRow, rule: { employerWorkingDays: number; insurerWorkingDays: number; insurerWorkingDaysFiledByWorker: number }) => Promise<Columns>): Promise<BenefitClaimView> {
    return this.transactions.run(async (tx) => {
      await tx.query('select 1 from benefit_claim where id = $1 for update', [id]);
      const claim = await this.row(tx, id);
      await this.subjects.require(tx, principal, 'membership.health.keep', claim.unitId, () => new ClaimNotFound());
      if (claim.turn !== turn) throw new ClaimNotTheirTurn(claim.turn);
      const { value } = await this.rules.require(tx, 'INSURANCE_CLAIM', claim.returnedOn, { scope: claim.kind });
      const columns = Object.entries(await work(tx, claim, value));
      await tx.query(`update benefit_claim set ${columns.map(([name], at) => `${name} = $${at + 2}`).join(', ')}, version = version + 1 where id = $1`, [id, ...columns.map(([, set]) => set)]);
      await this.audit.record(tx, { action: 'benefit-claim.note', objectType: 'benefit-claim', objectId: id, unitId: claim.unitId, after: Object.fromEntries(columns) });
      return this.view(tx, id);
    });
  }

  private inTurn(pointer: '/body/filedOn' | '/body/answeredOn', day: Day, from: Day): void {
    this.subjects.past(pointer, day);
    if (day < from) throw new ClaimDayTooEarly(pointer, from);
  }

  private async view(tx: Tx, id: string): Promise<BenefitClaimView> {
    return this.toView(await this.row(tx, id));
  }

  private async row(tx: Tx, id: string): Promise<ClaimRow> {
    const [row] = await this.queries.list(tx, { seen: null, id, today: this.clock.today(), after: null, limit: 1 });
    if (row === undefined) throw new ClaimNotFound();
    return row;
  }

  private toView(row: ClaimRow): BenefitClaimView {
    const today = this.clock.today();
    return {
      id: row.id, memberId: row.memberId, memberName: row.memberName, unitCode: row.unitCode, returnedOn: row.returnedOn, turn: row.turn, dueOn: row.dueOn, late: row.dueOn !== null && today > row.dueOn,
      workerFiledOn: row.workerFiledOn, filedWith: row.filedWith, employerFiledOn: row.employerFiledOn, answeredOn: row.answeredOn, outcome: row.outcome, lateTurns: lateTurnsOf(row, today), version: row.version,
    };
  }
}
