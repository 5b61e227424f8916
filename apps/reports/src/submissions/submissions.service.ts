import { SubmissionAcceptedV1, type ConsolidationView, type SubmissionDetail, type SubmissionEdition, type SubmissionValue, type SubmissionView } from '@doanket/contracts';
import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Clock, combineQualifiers, newId, type Day, type Qualifier } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom, requireVersion } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { sum } from '../figures/submitted.queries';
import { Dictionary, type Indicator } from '../indicators/dictionary.service';
import { OwnSubmissionReviewed, PeriodLocked, SubmissionInOtherState, SubmissionIsOfAnother, SubmissionNotFound } from './submission.errors';
import { completeValue, type CompleteValue } from './submission.rules';

interface Row {
  readonly id: string; readonly indicator: string; readonly unit_id: string; readonly unit_code: string; readonly unit_name: string; readonly from_day: Day; readonly to_day: Day;
  readonly round_code: string | null; readonly cluster_code: string | null; readonly value: string; readonly numerator: string | null; readonly denominator: string | null;
  readonly value_unit: SubmissionView['valueUnit']; readonly qualifier: Qualifier; readonly reason: string | null; readonly state: SubmissionView['state'];
  readonly submitted_on: Day | null; readonly submitted_by: string | null; readonly return_reason: string | null; readonly decision_id: string | null; readonly version: number;
}

/** What is published of an accepted value. */
const KEPT = `s.id, s.indicator, s.unit_id, s.from_day::text as from_day, s.to_day::text as to_day, s.round_code, s.cluster_code, trim_scale(s.value)::text as value,
    trim_scale(s.numerator)::text as numerator, trim_scale(s.denominator)::text as denominator, s.value_unit, s.qualifier, s.submitted_on::text as submitted_on`;
type Kept = Pick<Row, 'id' | 'indicator' | 'unit_id' | 'from_day' | 'to_day' | 'round_code' | 'cluster_code' | 'value' | 'numerator' | 'denominator' | 'value_unit' | 'qualifier' | 'submitted_on'>;

/** One indicator of one unit in one period: locked as a whole. */
interface ValuePeriod { readonly indicator: string; readonly unitId: string; readonly from: Day; readonly to: Day }
const periodOf = ({ indicator, from, to }: { indicator: string; from: Day; to: Day }): Omit<ValuePeriod, 'unitId'> => ({ indicator, from, to });

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
      await this.requireUnlocked(tx, [{ ...periodOf(body), unitId: unit.unitId }]);
      const [kept] = await this.insert(tx, [{ body, unitId: unit.unitId }], { state: 'DRAFT', submittedOn: null, decisionId: null });
      const id = kept?.id ?? '';
      await this.audit.record(tx, { action: 'submission.add', objectType: 'submission', objectId: id, unitId: unit.unitId, after: { ...body } });
      return view(await this.getForUpdate(tx, id));
    });
  }

  get(id: string): Promise<SubmissionDetail> {
    return this.transactions.read(async (tx) => {
      const [row] = (await tx.query(`${SELECT} where s.id = $1`, [id])) as Row[];
      if (row === undefined) throw new SubmissionNotFound();
      return { ...view(row), history: await this.historyOf(tx, id) };
    });
  }

  /** Corrects a draft or a returned value; what it said before stays in its history. The unit and the indicator stay. */
  change(principal: Principal, id: string, body: SubmissionValue, version: number): Promise<SubmissionDetail> {
    return this.transactions.run(async (tx) => {
      const row = await this.getForUpdate(tx, id);
      await this.access.requireUnit(tx, principal, 'reports.submission.submit', row.unit_id);
      requireVersion(version, row.version);
      this.expectState(row, ['DRAFT', 'RETURNED']);
      if (body.unitCode !== row.unit_code) throw new SubmissionIsOfAnother('unitCode');
      if (body.indicator !== row.indicator) throw new SubmissionIsOfAnother('indicator');
      const complete = (await this.completer(tx, [body]))(body);
      await this.requireUnlocked(tx, [{ ...periodOf(body), unitId: row.unit_id }]);
      await tx.query(
        `insert into submission_history (submission_id, version, unit_id, from_day, to_day, round_code, cluster_code, value, numerator, denominator, value_unit, qualifier, reason, return_reason, replaced_at, replaced_by)
         select id, version, unit_id, from_day, to_day, round_code, cluster_code, value, numerator, denominator, value_unit, qualifier, reason, return_reason, $2, $3 from submission where id = $1`,
        [id, this.clock.now(), principal.personId]);
      await tx.query(
        `update submission set from_day = $2, to_day = $3, round_code = $4, cluster_code = $5, value = $6, numerator = $7, denominator = $8, value_unit = $9, qualifier = $10, reason = $11, version = version + 1
         where id = $1`,
        [id, body.from, body.to, body.round ?? null, body.cluster ?? null, complete.value, complete.numerator, complete.denominator, body.valueUnit, body.qualifier, body.reason ?? null]);
      await this.audit.record(tx, {
        action: 'submission.change', objectType: 'submission', objectId: id, unitId: row.unit_id, before: { value: row.value, from: row.from_day, to: row.to_day, version }, after: { ...body },
      });
      return { ...view(await this.getForUpdate(tx, id)), history: await this.historyOf(tx, id) };
    });
  }

  send(principal: Principal, id: string): Promise<SubmissionView> {
    return this.transactions.run(async (tx) => {
      const row = await this.getForUpdate(tx, id);
      await this.access.requireUnit(tx, principal, 'reports.submission.submit', row.unit_id);
      this.expectState(row, ['DRAFT', 'RETURNED']);
      await this.requireUnlocked(tx, [lockOf(row)]);
      await tx.query(`update submission set state = 'SUBMITTED', submitted_on = $2, submitted_by = $3, version = version + 1 where id = $1`, [id, this.clock.today(), principal.personId]);
      await this.audit.record(tx, { action: 'submission.send', objectType: 'submission', objectId: id, unitId: row.unit_id, before: { state: row.state }, after: { state: 'SUBMITTED' } });
      return view(await this.getForUpdate(tx, id));
    });
  }

  /** Accepts a value: from now on it counts. Throws OwnSubmissionReviewed for the person who sent it. */
  accept(principal: Principal, id: string): Promise<SubmissionView> {
    return this.review(principal, id, 'ACCEPTED', null, async (tx, row) => {
      await this.requireUnlocked(tx, [lockOf(row)]);
      await this.publish(tx, [{ ...row, submitted_on: row.submitted_on ?? this.clock.today() }]);
    });
  }

  giveBack(principal: Principal, id: string, reason: string): Promise<SubmissionView> {
    return this.review(principal, id, 'RETURNED', reason, () => Promise.resolve());
  }

  /** Sums what the direct children submitted for a period, the latest accepted value of each; those missing are named. `lock` closes the period for them. */
  consolidate(principal: Principal, body: { indicator: string; unitCode: string; from: Day; to: Day; lock: boolean }): Promise<ConsolidationView> {
    return this.transactions.run(async (tx) => {
      const unit = await this.directory.getByCode(tx, body.unitCode);
      await this.access.requireUnit(tx, principal, 'reports.submission.review', unit.unitId);
      await this.dictionary.getAll(tx, [body.indicator], body.to);
      const children = (await tx.query(
        `select u.id as unit_id, u.code, s.id, trim_scale(s.value)::text as value, s.value_unit, s.qualifier
           from directory_unit u
           join directory_unit_version v on v.unit_id = u.id and upper_inf(v.recorded) and v.valid @> $4::date and v.parent_id = $2 and v.state in ('PROVISIONAL', 'ACTIVE')
           left join lateral (select x.* from submission x where x.unit_id = u.id and x.indicator = $1 and x.from_day = $3 and x.to_day = $4 and x.state in ('ACCEPTED', 'CONSOLIDATED', 'LOCKED')
             order by x.submitted_on desc, x.id desc limit 1) s on true
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

  /** Keeps values handed in on paper, already accepted; called when the paper record is confirmed. Answers the new ids in the order of the values. */
  async acceptPaper(tx: Tx, values: readonly SubmissionValue[], decision: { id: string; decidedOn: Day }): Promise<string[]> {
    const units = await this.unitIds(tx, values.map(({ unitCode }) => unitCode));
    await this.requireUnlocked(tx, values.map((body) => ({ ...periodOf(body), unitId: units.get(body.unitCode) ?? '' })));
    const kept = await this.insert(tx, values.map((body) => ({ body, unitId: units.get(body.unitCode) ?? '' })), { state: 'ACCEPTED', submittedOn: decision.decidedOn, decisionId: decision.id });
    await this.publish(tx, kept);
    return kept.map(({ id }) => id);
  }

  /** Ids of units by their codes. Throws UnitNotFound for one that is not there. */
  async unitIds(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows: { id: string; code: string }[] = await tx.query('select id, code from directory_unit where code = any($1)', [[...new Set(codes)]]);
    const ids = new Map(rows.map(({ id, code }) => [code, id]));
    if (codes.some((code) => !ids.has(code))) throw new UnitNotFound();
    return ids;
  }

  /** Checks values against the dictionary of their days: throws SubmissionIncomplete for one that does not fit, UnknownIndicator. */
  async completer(tx: Tx, values: readonly SubmissionValue[]): Promise<(body: SubmissionValue) => CompleteValue> {
    const indicators = new Map<string, Indicator>();
    for (const on of new Set(values.map(({ to }) => to))) {
      const codes = [...new Set(values.filter(({ to }) => to === on).map(({ indicator }) => indicator))];
      for (const indicator of await this.dictionary.getAll(tx, codes, on)) indicators.set(`${indicator.code} ${on}`, indicator);
    }
    return (body) => {
      const indicator = indicators.get(`${body.indicator} ${body.to}`);
      if (indicator === undefined) throw new RangeError('No indicator');
      return completeValue(body, { valueUnit: indicator.valueUnit, counted: indicator.recipe.aggregate !== 'SUBMITTED' });
    };
  }

  /** One statement for all values; answers the rows in their order. */
  private async insert(tx: Tx, values: readonly { readonly body: SubmissionValue; readonly unitId: string }[], as: { state: string; submittedOn: Day | null; decisionId: string | null }): Promise<Kept[]> {
    const complete = await this.completer(tx, values.map(({ body }) => body));
    const rows = values.map(({ body, unitId }) => ({ id: newId(), unitId, ...body, round: body.round ?? null, cluster: body.cluster ?? null, reason: body.reason ?? null, ...complete(body) }));
    const kept: Kept[] = await tx.query(
      `insert into submission as s (id, indicator, unit_id, from_day, to_day, round_code, cluster_code, value, numerator, denominator, value_unit, qualifier, reason, state, submitted_on, decision_id)
       select v.id, v.indicator, v."unitId", v."from", v."to", v.round, v.cluster, v.value, v.numerator, v.denominator, v."valueUnit", v.qualifier, v.reason, $2, $3::date, $4::uuid
         from jsonb_to_recordset($1::jsonb) as v(id uuid, indicator text, "unitId" uuid, "from" date, "to" date, round text, cluster text, value numeric, numerator numeric, denominator numeric,
              "valueUnit" text, qualifier text, reason text)
       returning ${KEPT}`, [JSON.stringify(rows), as.state, as.submittedOn, as.decisionId]);
    const byId = new Map(kept.map((row) => [row.id, row]));
    return rows.flatMap(({ id }) => byId.get(id) ?? []);
  }

  /** Throws PeriodLocked for a value of a unit whose period was locked. */
  private async requireUnlocked(tx: Tx, values: readonly ValuePeriod[]): Promise<void> {
    const locked: { code: string }[] = await tx.query(
      `select u.code from jsonb_to_recordset($1::jsonb) as v(indicator text, "unitId" uuid, "from" date, "to" date)
         join submission s on s.unit_id = v."unitId" and s.indicator = v.indicator and s.from_day = v."from" and s.to_day = v."to" and s.state = 'LOCKED'
         join directory_unit u on u.id = s.unit_id limit 1`, [JSON.stringify(values)]);
    if (locked[0] !== undefined) throw new PeriodLocked(locked[0].code);
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

  private async publish(tx: Tx, rows: readonly Kept[]): Promise<void> {
    await this.outbox.publish(tx, SubmissionAcceptedV1, rows.map((row) => ({
      submissionId: row.id, indicator: row.indicator, unitId: row.unit_id, from: row.from_day, to: row.to_day, submittedOn: row.submitted_on ?? this.clock.today(),
      roundCode: row.round_code, clusterCode: row.cluster_code, value: row.value, numerator: row.numerator, denominator: row.denominator, valueUnit: row.value_unit, qualifier: row.qualifier,
    })));
  }

  private async historyOf(tx: Tx, id: string): Promise<SubmissionEdition[]> {
    const rows: (Omit<SubmissionEdition, 'replacedAt'> & { replacedAt: Date })[] = await tx.query(
      `select version, from_day::text as "from", to_day::text as "to", round_code as round, cluster_code as cluster, trim_scale(value)::text as value, trim_scale(numerator)::text as numerator,
              trim_scale(denominator)::text as denominator, value_unit as "valueUnit", qualifier, reason, return_reason as "returnReason", replaced_at as "replacedAt"
       from submission_history where submission_id = $1 order by version desc limit 100`, [id]);
    return rows.map((row) => ({ ...row, replacedAt: row.replacedAt.toISOString() }));
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

const lockOf = (row: Row): ValuePeriod => ({ indicator: row.indicator, unitId: row.unit_id, from: row.from_day, to: row.to_day });

function view(row: Row): SubmissionView {
  return {
    id: row.id, indicator: row.indicator, unitCode: row.unit_code, unitName: row.unit_name, from: row.from_day, to: row.to_day, round: row.round_code, cluster: row.cluster_code,
    value: row.value, numerator: row.numerator, denominator: row.denominator, valueUnit: row.value_unit, qualifier: row.qualifier, reason: row.reason, state: row.state,
    submittedOn: row.submitted_on, returnReason: row.return_reason, decisionId: row.decision_id, version: row.version,
  };
}
