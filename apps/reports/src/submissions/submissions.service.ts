import { SubmissionAcceptedV1, type ConsolidationView, type SubmissionValue, type SubmissionView } from '@doanket/contracts';
import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { Access, Directory } from '@doanket/directory';
import { Clock, combineQualifiers, newId, type Day, type Qualifier } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { sum } from '../figures/submitted.queries';
import { Dictionary } from '../indicators/dictionary.service';
import { OwnSubmissionReviewed, SubmissionInOtherState, SubmissionNotFound } from './submission.errors';
import { completeValue } from './submission.rules';

interface Row {
  readonly id: string; readonly indicator: string; readonly unit_id: string; readonly unit_code: string; readonly unit_name: string; readonly from_day: Day; readonly to_day: Day;
  readonly round_code: string | null; readonly cluster_code: string | null; readonly value: string; readonly numerator: string | null; readonly denominator: string | null;
  readonly value_unit: SubmissionView['valueUnit']; readonly qualifier: Qualifier; readonly reason: string | null; readonly state: SubmissionView['state'];
  readonly submitted_on: Day | null; readonly submitted_by: string | null; readonly return_reason: string | null; readonly decision_id: string | null; readonly version: number;
}

const SELECT = `select s.id, s.indicator, s.unit_id, u.code as unit_code, coalesce(v.name, u.code) as unit_name, s.from_day::text as from_day, s.to_day::text as to_day,
    s.round_code, s.cluster_code, trim_scale(s.value)::text as value, trim_scale(s.numerator)::text as numerator, trim_scale(s.denominator)::text as denominator,
    s.value_unit, s.qualifier, s.reason, s.state, s.submitted_on::text as submitted_on, s.submitted_by, s.return_reason, s.decision_id, s.version
  from submission s join directory_unit u on u.id = s.unit_id
  left join lateral (select name from directory_unit_version x where x.unit_id = u.id and upper_inf(x.recorded) order by x.valid desc limit 1) v on true`;

/** What units submit and levels accept (RPT-03). A value counts once it is accepted; a missing child is named, never zero. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly transactions: Transactions, private readonly directory: Directory, private readonly access: Access, private readonly dictionary: Dictionary,
    private readonly outbox: Outbox, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  list(query: {
    limit: number; cursor?: string | undefined; state?: string | undefined; unit?: string | undefined; cluster?: string | undefined; round?: string | undefined; indicator?: string | undefined;
  }): Promise<{ items: SubmissionView[]; nextCursor: string | null }> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
      const rows = (await tx.query(
        `${SELECT} where ($1::uuid is null or s.id < $1) and ($2::text is null or s.state = $2) and ($3::text is null or u.code = $3)
           and ($4::text is null or s.cluster_code = $4) and ($5::text is null or s.round_code = $5) and ($6::text is null or s.indicator = $6)
         order by s.id desc limit $7`,
        [after?.[0] ?? null, query.state ?? null, query.unit ?? null, query.cluster ?? null, query.round ?? null, query.indicator ?? null, query.limit + 1],
      )) as Row[];
      return pageFrom(rows, query.limit, view, (row) => [row.id]);
    });
  }

  /** Saves a draft. Throws SubmissionIncomplete with a pointer for each field that does not fit. */
  add(principal: Principal, body: SubmissionValue): Promise<SubmissionView> {
    return this.transactions.run(async (tx) => {
      const unit = await this.directory.getByCode(tx, body.unitCode);
      await this.access.requireUnit(tx, principal, 'reports.submission.submit', unit.unitId);
      const id = await this.insert(tx, { body, unitId: unit.unitId, state: 'DRAFT', submittedOn: null, decisionId: null });
      await this.audit.record(tx, { action: 'submission.add', objectType: 'submission', objectId: id, unitId: unit.unitId, after: { ...body } });
      return view(await this.getForUpdate(tx, id));
    });
  }

  send(principal: Principal, id: string): Promise<SubmissionView> {
    return this.transactions.run(async (tx) => {
      const row = await this.getForUpdate(tx, id);
      await this.access.requireUnit(tx, principal, 'reports.submission.submit', row.unit_id);
      this.expectState(row, ['DRAFT', 'RETURNED']);
      await tx.query(`update submission set state = 'SUBMITTED', submitted_on = $2, submitted_by = $3, version = version + 1 where id = $1`, [id, this.clock.today(), principal.personId]);
      await this.audit.record(tx, { action: 'submission.send', objectType: 'submission', objectId: id, unitId: row.unit_id, before: { state: row.state }, after: { state: 'SUBMITTED' } });
      return view(await this.getForUpdate(tx, id));
    });
  }

  /** Accepts a value: from now on it counts. Throws OwnSubmissionReviewed for the person who sent it. */
  accept(principal: Principal, id: string): Promise<SubmissionView> {
    return this.review(principal, id, 'ACCEPTED', null, async (tx, row) => {
      await this.publish(tx, [{ ...row, submitted_on: row.submitted_on ?? this.clock.today() }]);
    });
  }

  giveBack(principal: Principal, id: string, reason: string): Promise<SubmissionView> {
    return this.review(principal, id, 'RETURNED', reason, () => Promise.resolve());
  }

  /** Sums what the direct children submitted for a period; those missing are named. `lock` closes the period for them. */
  consolidate(principal: Principal, body: { indicator: string; unitCode: string; from: Day; to: Day; lock: boolean }): Promise<ConsolidationView> {
    return this.transactions.run(async (tx) => {
      const unit = await this.directory.getByCode(tx, body.unitCode);
      await this.access.requireUnit(tx, principal, 'reports.submission.review', unit.unitId);
      await this.dictionary.getAll(tx, [body.indicator], body.to);
      const children = (await tx.query(
        `select u.id as unit_id, u.code, s.id, trim_scale(s.value)::text as value, s.value_unit, s.qualifier
           from directory_unit u
           join directory_unit_version v on v.unit_id = u.id and upper_inf(v.recorded) and v.valid @> $4::date and v.parent_id = $2 and v.state in ('PROVISIONAL', 'ACTIVE')
           left join submission s on s.unit_id = u.id and s.indicator = $1 and s.from_day = $3 and s.to_day = $4 and s.state in ('ACCEPTED', 'CONSOLIDATED', 'LOCKED')
          order by u.code`, [body.indicator, unit.unitId, body.from, body.to],
      )) as { code: string; id: string | null; value: string | null; value_unit: string | null; qualifier: Qualifier | null }[];
      const reported = children.filter((child) => child.id !== null);
      const state = body.lock ? 'LOCKED' : 'CONSOLIDATED';
      await tx.query(`update submission set state = $2, version = version + 1 where id = any($1) and state in ('ACCEPTED', 'CONSOLIDATED')`, [reported.map((child) => child.id), state]);
      await this.audit.record(tx, { action: 'submission.consolidate', objectType: 'unit', objectId: unit.unitId, unitId: unit.unitId, after: { ...body, reported: reported.length } });
      const rates = reported.some((child) => child.value_unit === 'PERCENT' || child.value_unit === 'LEGACY_PERCENT');
      return {
        indicator: body.indicator, unitCode: body.unitCode, state,
        value: reported.length === 0 || rates ? null : sum(reported.map((child) => child.value ?? '0')),
        qualifier: combineQualifiers(reported.flatMap((child) => (child.qualifier === null ? [] : [child.qualifier]))),
        reportedUnits: reported.length, units: children.length, missing: children.filter((child) => child.id === null).map((child) => child.code),
      };
    });
  }

  /** Keeps values handed in on paper, already accepted; called when the paper record is confirmed. Answers the new ids. */
  async acceptPaper(tx: Tx, values: readonly SubmissionValue[], decision: { id: string; decidedOn: Day }): Promise<string[]> {
    const ids: string[] = [];
    const rows: Row[] = [];
    for (const body of values) {
      const unit = await this.directory.getByCode(tx, body.unitCode);
      const id = await this.insert(tx, { body, unitId: unit.unitId, state: 'ACCEPTED', submittedOn: decision.decidedOn, decisionId: decision.id });
      ids.push(id);
      rows.push(await this.getForUpdate(tx, id));
    }
    await this.publish(tx, rows);
    return ids;
  }

  /** Throws SubmissionIncomplete or UnknownIndicator for a value that does not fit the dictionary on its day. */
  async checkValue(tx: Tx, body: SubmissionValue): Promise<void> {
    const [indicator] = await this.dictionary.getAll(tx, [body.indicator], body.to);
    if (indicator !== undefined) completeValue(body, { valueUnit: indicator.valueUnit, counted: indicator.recipe.aggregate !== 'SUBMITTED' });
  }

  private async insert(tx: Tx, input: { body: SubmissionValue; unitId: string; state: string; submittedOn: Day | null; decisionId: string | null }): Promise<string> {
    const { body } = input;
    const [indicator] = await this.dictionary.getAll(tx, [body.indicator], body.to);
    if (indicator === undefined) throw new RangeError('No indicator');
    const complete = completeValue(body, { valueUnit: indicator.valueUnit, counted: indicator.recipe.aggregate !== 'SUBMITTED' });
    const id = newId();
    await tx.query(
      `insert into submission (id, indicator, unit_id, from_day, to_day, round_code, cluster_code, value, numerator, denominator, value_unit, qualifier, reason, state, submitted_on, decision_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [id, body.indicator, input.unitId, body.from, body.to, body.round ?? null, body.cluster ?? null, complete.value, complete.numerator, complete.denominator, body.valueUnit,
        body.qualifier, body.reason ?? null, input.state, input.submittedOn, input.decisionId],
    );
    return id;
  }

  private review(principal: Principal, id: string, state: 'ACCEPTED' | 'RETURNED', reason: string | null, then: (tx: Tx, row: Row) => Promise<void>): Promise<SubmissionView> {
    return this.transactions.run(async (tx) => {
      const row = await this.getForUpdate(tx, id);
      await this.access.requireUnit(tx, principal, 'reports.submission.review', row.unit_id);
      this.expectState(row, ['SUBMITTED']);
      if (row.submitted_by === principal.personId || principal.post?.unitId === row.unit_id) throw new OwnSubmissionReviewed();
      await tx.query(`update submission set state = $2, return_reason = $3, version = version + 1 where id = $1`, [id, state, reason]);
      await this.audit.record(tx, {
        action: `submission.${state === 'ACCEPTED' ? 'accept' : 'return'}`, objectType: 'submission', objectId: id, unitId: row.unit_id, before: { state: row.state }, after: { state },
        ...(reason === null ? {} : { why: reason }),
      });
      await then(tx, row);
      return view(await this.getForUpdate(tx, id));
    });
  }

  private async publish(tx: Tx, rows: readonly Row[]): Promise<void> {
    await this.outbox.publish(tx, SubmissionAcceptedV1, rows.map((row) => ({
      submissionId: row.id, indicator: row.indicator, unitId: row.unit_id, from: row.from_day, to: row.to_day, submittedOn: row.submitted_on ?? this.clock.today(),
      roundCode: row.round_code, clusterCode: row.cluster_code, value: row.value, numerator: row.numerator, denominator: row.denominator, valueUnit: row.value_unit, qualifier: row.qualifier,
    })));
  }

  private async getForUpdate(tx: Tx, id: string): Promise<Row> {
    const [row] = (await tx.query(`${SELECT} where s.id = $1 for update of s`, [id])) as Row[];
    if (row === undefined) throw new SubmissionNotFound();
    return row;
  }

  private expectState(row: Row, expected: readonly string[]): void {
    if (!expected.includes(row.state)) throw new SubmissionInOtherState(row.state, expected);
  }
}

function view(row: Row): SubmissionView {
  return {
    id: row.id, indicator: row.indicator, unitCode: row.unit_code, unitName: row.unit_name, from: row.from_day, to: row.to_day, round: row.round_code, cluster: row.cluster_code,
    value: row.value, numerator: row.numerator, denominator: row.denominator, valueUnit: row.value_unit, qualifier: row.qualifier, reason: row.reason, state: row.state,
    submittedOn: row.submitted_on, returnReason: row.return_reason, decisionId: row.decision_id, version: row.version,
  };
}
