import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import {
  AgreementEndedV1, AgreementInForceV1, type AgreementState, type AgreementView, type amendAgreement, type AnswerOf, type ballotAgreement, type fileAgreement, type InputOf, type listAgreements,
  type openAgreement, type signAgreement, type voidAgreement,
} from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import { addDays, Clock, newId, searchKey, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { EmployersService } from '../employers/employers.service';
import { MembershipRules } from '../rules/membership-rules';
import { AgreementDayRefused, AgreementInForceAlready, AgreementNotFound, AgreementNotInState, AgreementTermRefused, BallotLost, EmployerNotCovered } from './agreement.errors';
import { isBallotWon, isTermAllowed, warningOn } from './agreement.rules';
import { AgreementQueries, type AgreementRow } from './agreements.queries';

const EndCursor = z.tuple([z.string(), z.uuid()]);
const CHUNK = 200;
type Clauses = InputOf<typeof openAgreement>['body']['clauses'];

/** Collective agreements: negotiated, balloted, signed, filed, in force, ended (CBA-01, CBA-02, CBA-04 to CBA-06). */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly employers: EmployersService,
    private readonly rules: MembershipRules, private readonly queries: AgreementQueries, private readonly outbox: Outbox, private readonly audit: Audit,
  ) {}

  open({ body }: InputOf<typeof openAgreement>, principal: Principal): Promise<AgreementView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.agreement.keep', body.unitCode);
      const { id: employerId } = await this.employers.readable(tx, body.employerId, principal);
      this.requireDay('/body/negotiatingSince', body.negotiatingSince, null);
      const covered: unknown[] = await tx.query(
        'select 1 from employer_union where employer_id = $1 and unit_id = $2 and valid_from <= $3 and (valid_to is null or valid_to >= $3)', [employerId, unitId, body.negotiatingSince]);
      if (covered.length === 0) throw new EmployerNotCovered();
      if (body.renewsId !== undefined) {
        const old = await this.queries.get(tx, body.renewsId);
        if (old === null || old.employerId !== employerId || old.kind !== body.kind) throw new AgreementNotFound();
      }
      const id = newId();
      await tx.query(
        `insert into agreement (id, employer_id, unit_id, kind, state, workers_covered, negotiating_since, renews_id, amendments, clauses, clause_key, version)
         values ($1, $2, $3, $4, 'NEGOTIATING', $5, $6, $7, '[]', $8, $9, 1)`,
        [id, employerId, unitId, body.kind, body.workersCovered, body.negotiatingSince, body.renewsId ?? null, JSON.stringify(body.clauses), clauseKey(body.clauses)]);
      await this.audit.record(tx, { action: 'agreement.open', objectType: 'agreement', objectId: id, unitId });
      return this.view(tx, id);
    });
  }

  ballot({ params, body }: InputOf<typeof ballotAgreement>, principal: Principal): Promise<AgreementView> {
    return this.step(params.id, principal, ['NEGOTIATING'], 'ballot', async (tx, row) => {
      this.requireDay('/body/ballotedOn', body.ballotedOn, row.negotiatingSince);
      const { value } = await this.rules.require(tx, 'AGREEMENT_BALLOT', body.ballotedOn);
      if (body.agreed > body.workers || !isBallotWon(body, value.moreThan)) throw new BallotLost(body.agreed, body.workers);
      return { state: 'BALLOTED', balloted_on: body.ballotedOn, ballot_workers: body.workers, ballot_agreed: body.agreed };
    });
  }

  sign({ params, body }: InputOf<typeof signAgreement>, principal: Principal): Promise<AgreementView> {
    return this.step(params.id, principal, ['BALLOTED'], 'sign', async (tx, row) => {
      this.requireDay('/body/signedOn', body.signedOn, row.ballot?.on ?? null);
      const term = await this.rules.require(tx, 'AGREEMENT_TERM', body.signedOn);
      if (!isTermAllowed({ from: body.validFrom, to: body.validTo }, term.value)) throw new AgreementTermRefused(term.value.leastYears, term.value.mostYears);
      const filing = await this.rules.require(tx, 'AGREEMENT_FILING', body.signedOn);
      return { state: 'SIGNED', signed_on: body.signedOn, valid_from: body.validFrom, valid_to: body.validTo, file_by: addDays(body.signedOn, filing.value.withinDays) };
    });
  }

  file({ params, body }: InputOf<typeof fileAgreement>, principal: Principal): Promise<AgreementView> {
    return this.step(params.id, principal, ['SIGNED'], 'file', async (_tx, row) => {
      this.requireDay('/body/filedOn', body.filedOn, row.signedOn);
      return { state: 'FILED', filed_on: body.filedOn };
    });
  }

  amend({ params, body }: InputOf<typeof amendAgreement>, principal: Principal): Promise<AgreementView> {
    return this.step(params.id, principal, ['IN_FORCE', 'EXPIRING'], 'amend', async (_tx, row) => {
      this.requireDay('/body/signedOn', body.signedOn, row.signedOn);
      const amendments = [...row.amendments, { number: body.number, signedOn: body.signedOn, note: body.note }];
      return { amendments: JSON.stringify(amendments), clauses: JSON.stringify(body.clauses), clause_key: clauseKey(body.clauses) };
    });
  }

  void({ params, body }: InputOf<typeof voidAgreement>, principal: Principal): Promise<AgreementView> {
    return this.step(params.id, principal, ['NEGOTIATING', 'BALLOTED', 'SIGNED', 'FILED', 'IN_FORCE', 'EXPIRING'], 'void', async (tx, row) => {
      this.requireDay('/body/on', body.on, row.validFrom !== null && row.validFrom <= this.clock.today() ? row.validFrom : null);
      const lastDay = addDays(body.on, -1);
      if (row.state === 'IN_FORCE' || row.state === 'EXPIRING') await this.ended(tx, row, lastDay, 'VOID');
      return { state: 'VOID', ended_on: lastDay };
    }, body.reason);
  }

  get(id: string, principal: Principal): Promise<AgreementView> {
    return this.transactions.readWhole(async (tx) => this.queries.toView(await this.seen(tx, id, principal)));
  }

  list({ query }: InputOf<typeof listAgreements>, principal: Principal): Promise<AnswerOf<typeof listAgreements>> {
    return this.transactions.readWhole(async (tx) => {
      const units = query.unit === undefined ? null : await this.access.readableSubtree(tx, principal, query.unit);
      const rows = await this.queries.list(tx, {
        seen: await this.access.unitsOf(tx, principal), units, state: query.state ?? null, clause: query.clause ?? null, q: query.q ?? null, employerId: query.employerId ?? null, id: null,
        endsBy: query.endsWithin === undefined ? null : addDays(this.clock.today(), query.endsWithin), day: this.clock.today(), after: decodeCursor(query.cursor, EndCursor), limit: query.limit + 1,
      });
      return pageFrom(rows, query.limit, (row) => this.queries.toView(row), (row) => [row.validTo ?? '9999-12-31', row.id]);
    });
  }

  /** Lets days come: into force, warned of, over. Called by a timer. */
  async turn(): Promise<void> {
    for (let left = CHUNK; left === CHUNK;) left = await this.transactions.runWhole((tx) => this.turnSome(tx));
  }

  private async turnSome(tx: Tx): Promise<number> {
    const today = this.clock.today();
    const { value } = await this.rules.require(tx, 'AGREEMENT_WARNING', today);
    const first = Math.max(...value.daysBefore);
    const due: { id: string }[] = await tx.query(
      `select id from agreement where (state = 'FILED' and valid_from <= $1) or (state in ('IN_FORCE', 'EXPIRING') and valid_to < $1)
         or (state = 'IN_FORCE' and valid_to - $2::int <= $1) or (state = 'EXPIRING' and warning is distinct from (select min(d) from unnest($3::int[]) d where valid_to - d <= $1))
       order by valid_to, id limit $4 for update skip locked`, [today, first, value.daysBefore, CHUNK]);
    let turned = 0;
    for (const { id } of due) if (await this.turnOne(tx, id, today, value.daysBefore)) turned += 1;
    return turned;
  }

  /** Answers false for one that waits for another to end. */
  private async turnOne(tx: Tx, id: string, today: Day, daysBefore: readonly number[]): Promise<boolean> {
    const row = await this.queries.get(tx, id);
    if (row === null || row.validTo === null) return false;
    if (row.state === 'FILED' && !(await this.comeIntoForce(tx, row).catch((error: unknown) => {
      if (error instanceof AgreementInForceAlready) return false;
      throw error;
    }))) return false;
    if (row.validTo < today) {
      await this.ended(tx, row, row.validTo, 'EXPIRED');
      await this.change(tx, id, { state: 'EXPIRED' });
      return true;
    }
    const warning = warningOn(today, row.validTo, daysBefore);
    if (warning !== null) await this.change(tx, id, { state: 'EXPIRING', warning });
    return true;
  }

  /** What it renews ends the day before. Throws AgreementInForceAlready. */
  private async comeIntoForce(tx: Tx, row: AgreementRow): Promise<boolean> {
    await tx.query('savepoint agreement_in_force');
    if (row.renewsId !== null) {
      const old = await this.queries.get(tx, row.renewsId);
      if (old !== null && (old.state === 'IN_FORCE' || old.state === 'EXPIRING')) {
        const lastDay = addDays(row.validFrom ?? '', -1);
        await this.ended(tx, old, old.validTo !== null && old.validTo < lastDay ? old.validTo : lastDay, 'RENEWED');
        await this.change(tx, old.id, { state: 'RENEWED', ended_on: lastDay });
      }
    }
    await this.change(tx, row.id, { state: 'IN_FORCE' }).catch(async (error: unknown) => {
      if (!violated(error, 'agreement_in_force_unique')) throw error;
      await tx.query('rollback to savepoint agreement_in_force');
      throw new AgreementInForceAlready();
    });
    await this.outbox.publish(tx, AgreementInForceV1, {
      agreementId: row.id, employerId: row.employerId, unitId: row.unitId, kind: row.kind, signedOn: row.signedOn ?? '', validFrom: row.validFrom ?? '', validTo: row.validTo ?? '', renewal: row.renewsId !== null, workersCovered: row.workersCovered,
    });
    return true;
  }

  private async ended(tx: Tx, row: AgreementRow, lastDay: Day, outcome: 'EXPIRED' | 'RENEWED' | 'VOID'): Promise<void> {
    await this.outbox.publish(tx, AgreementEndedV1, { agreementId: row.id, employerId: row.employerId, unitId: row.unitId, lastDay, outcome });
  }

  /** One step of one agreement; what is filed and whose first day has come is in force at once. */
  private step(id: string, principal: Principal, from: readonly AgreementState[], action: string, decide: (tx: Tx, row: AgreementRow) => Promise<Readonly<Record<string, unknown>>>, why?: string): Promise<AgreementView> {
    return this.transactions.run(async (tx) => {
      await tx.query('select 1 from agreement where id = $1 for update', [id]);
      const row = await this.seen(tx, id, principal);
      await this.access.requireUnit(tx, principal, 'membership.agreement.keep', row.unitId);
      if (!from.includes(row.state)) throw new AgreementNotInState(row.state);
      await this.change(tx, id, await decide(tx, row));
      const changed = await this.queries.get(tx, id);
      if (changed?.state === 'FILED' && changed.validFrom !== null && changed.validFrom <= this.clock.today()) {
        await this.comeIntoForce(tx, changed);
        const { value } = await this.rules.require(tx, 'AGREEMENT_WARNING', this.clock.today());
        await this.turnOne(tx, id, this.clock.today(), value.daysBefore);
      }
      await this.audit.record(tx, { action: `agreement.${action}`, objectType: 'agreement', objectId: id, unitId: row.unitId, before: { state: row.state, clauses: row.clauses }, ...(why === undefined ? {} : { why }) });
      return this.view(tx, id);
    });
  }

  private requireDay(pointer: string, day: Day, notBefore: Day | null): void {
    const today = this.clock.today();
    if (day > today || (notBefore !== null && day < notBefore)) throw new AgreementDayRefused(pointer, notBefore, today);
  }

  private async seen(tx: Tx, id: string, principal: Principal): Promise<AgreementRow> {
    const row = await this.queries.get(tx, id, this.clock.today());
    if (row === null) throw new AgreementNotFound();
    await this.access.requireReadable(tx, principal, row.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new AgreementNotFound() : error;
    });
    return row;
  }

  private async view(tx: Tx, id: string): Promise<AgreementView> {
    const row = await this.queries.get(tx, id, this.clock.today());
    if (row === null) throw new AgreementNotFound();
    return this.queries.toView(row);
  }

  private async change(tx: Tx, id: string, columns: Readonly<Record<string, unknown>>): Promise<void> {
    const names = Object.keys(columns);
    await tx.query(`update agreement set ${names.map((name, at) => `${name} = $${at + 2}`).join(', ')}, version = version + 1 where id = $1`, [id, ...Object.values(columns)]);
  }
}

const clauseKey = (clauses: Clauses): string => clauses.map((clause) => searchKey(clause.text)).join(' | ');
