import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { UnitMovedV1, type AnswerOf, type assignTerritories, type checkWardUnion, type foundWardUnion, type InputOf, type keepTerritory, type listTerritories, type TerritoryView, type UnitDetail, type WardUnionCheck } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Clock, searchKey, type Day } from '@doanket/kernel';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { BankAccounts } from '../bank/bank-accounts';
import { LiveDecisions } from '../decisions/live-decisions';
import { DirectorySource, planned } from '../directory/directory-source';
import { PostDecisions } from '../posts/post-decisions';
import { MembershipRules } from '../rules/membership-rules';
import { UnitDecisions, type DecisionOf } from '../units/unit-decisions';
import { UnitTree } from '../units/unit-tree';
import { UnitsService } from '../units/units.service';
import { BelowGuideline, NotAWardUnion, TerritoryCodeTaken, TerritoryNotFound, TerritoryTaken } from './ward-union.errors';

const CodeCursor = z.tuple([z.string()]);
type Territory = { readonly code: string; readonly name: string; readonly nameKey: string; readonly neighbours: string[] };

/** Ward and commune unions over one or several territories (ORG-06). */
@Injectable()
export class WardUnionsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly clock: Clock, private readonly audit: Audit,
    private readonly decisions: LiveDecisions, private readonly units: UnitDecisions, private readonly tree: UnitTree, private readonly posts: PostDecisions, private readonly source: DirectorySource,
    private readonly rules: MembershipRules, private readonly views: UnitsService, private readonly accounts: BankAccounts,
  ) {}

  keep({ body }: InputOf<typeof keepTerritory>): Promise<TerritoryView> {
    return this.transactions.run(async (tx) => {
      await tx.query('insert into territory (code, name, name_key, kind, neighbours, valid) values ($1, $2, $3, $4, $5, daterange($6::date, null))',
        [body.code, body.name, searchKey(body.name), body.kind, body.neighbours, body.validFrom]).catch((error: unknown) => {
        throw violated(error, 'territory_pk') ? new TerritoryCodeTaken() : error;
      });
      await this.audit.record(tx, { action: 'territory.keep', objectType: 'territory', objectId: body.code, unitId: null, after: { validFrom: body.validFrom } });
      const [view] = await this.territories(tx, body.validFrom, { code: body.code, after: null, limit: 1 });
      if (view === undefined) throw new TerritoryNotFound(body.code);
      return view;
    });
  }

  list({ query }: InputOf<typeof listTerritories>): Promise<AnswerOf<typeof listTerritories>> {
    return this.transactions.read(async (tx) => {
      const rows = await this.territories(tx, query.asOf ?? this.clock.today(), { code: null, after: decodeCursor(query.cursor, CodeCursor)?.[0] ?? null, limit: query.limit + 1 });
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.code]);
    });
  }

  check({ body }: InputOf<typeof checkWardUnion>, principal: Principal): Promise<WardUnionCheck> {
    return this.transactions.run(async (tx) => {
      for (const code of body.unitCodes ?? []) await this.access.requireUnitByCode(tx, principal, 'membership.reorganisation.prepare', code);
      return this.held(tx, body.territories, body.unitCodes, body.on ?? this.clock.today());
    });
  }

  async found({ body }: InputOf<typeof foundWardUnion>, principal: Principal): Promise<UnitDetail> {
    await this.transactions.run(async (tx) => {
      await this.access.requireUnitByCode(tx, principal, 'membership.unit.decide', body.parentCode);
      for (const code of body.unitCodes ?? []) await this.access.requireUnitByCode(tx, principal, 'membership.unit.decide', code);
      const from = body.validFrom ?? this.clock.today();
      const check = await this.held(tx, body.territories, body.unitCodes, from);
      if (check.belowGuideline && body.overrideReason === undefined) {
        throw new BelowGuideline({ members: check.members, units: check.units, leastMembers: check.leastMembers, leastUnits: check.leastUnits, neighbours: check.neighbours.map(({ unitCode }) => unitCode).join(', ') });
      }
      const decision = await this.decisions.take(tx, principal, { kind: 'WARD_UNION_FOUNDED', ...body.decision });
      const names = (await this.known(tx, body.territories, from)).map(({ name }) => name);
      const unitId = await this.units.found(tx, { code: body.code, type: 'S_WARD', name: body.name, parentCode: body.parentCode, state: 'ACTIVE', bloc: null, territories: names, validFrom: from }, decision);
      await tx.query('insert into union_legal (unit_id, seal_no, sealed_account, bank_name, override_reason, decision_id) values ($1, $2, $3, $4, $5, $6)',
        [unitId, body.legal.sealNo, this.accounts.seal('union_legal.sealed_account', unitId, body.legal.bankAccount), body.legal.bankName, body.overrideReason ?? null, decision.id]);
      await this.take(tx, unitId, body.territories, check.unitCodes, from, decision);
      for (const { personId, post, fullTime } of body.committee) {
        await this.posts.start(tx, { unitCode: body.code, personId, post, body: 'EXECUTIVE_COMMITTEE', acting: false, appointment: 'APPOINTED', fullTime, validFrom: from }, decision);
      }
      await this.audit.record(tx, {
        action: 'ward-union.found', objectType: 'unit', objectId: unitId, unitId, after: { members: check.members, units: check.units, belowGuideline: check.belowGuideline },
        ...(body.overrideReason === undefined ? {} : { why: body.overrideReason }),
      });
    });
    return this.views.get({ params: { code: body.code }, query: body.validFrom === undefined ? {} : { asOf: body.validFrom }, body: {} }, principal);
  }

  async assign({ params, body }: InputOf<typeof assignTerritories>, principal: Principal): Promise<UnitDetail> {
    await this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.unit.decide', params.code);
      for (const code of body.unitCodes ?? []) await this.access.requireUnitByCode(tx, principal, 'membership.unit.decide', code);
      const from = body.validFrom ?? this.clock.today();
      const unit = await this.tree.liveOn(tx, params.code, from);
      if (unit.type !== 'S_WARD') throw new NotAWardUnion();
      const check = await this.held(tx, body.territories, body.unitCodes, from);
      const decision = await this.decisions.take(tx, principal, { kind: 'TERRITORIES_ASSIGNED', ...body.decision });
      await this.take(tx, unitId, body.territories, check.unitCodes, from, decision);
      const names = (await this.known(tx, body.territories, from)).map(({ name }) => name);
      await this.units.reclassify(tx, { unitCode: params.code, bloc: null, territories: [...new Set([...unit.territories, ...names])], validFrom: from }, decision);
    });
    return this.views.get({ params, query: body.validFrom === undefined ? {} : { asOf: body.validFrom }, body: {} }, principal);
  }

  /** The territories come under the union, and so do these unions, all at once. */
  private async take(tx: Tx, unitId: string, territories: readonly string[], unitCodes: readonly string[], from: Day, decision: DecisionOf): Promise<void> {
    for (const territory of territories) {
      await tx.query('insert into territory_union (territory_code, unit_id, valid, decision_id) values ($1, $2, daterange($3::date, null), $4)', [territory, unitId, from, decision.id]).catch((error: unknown) => {
        throw violated(error, 'territory_union_one_at_a_time') ? new TerritoryTaken(territory, from) : error;
      });
    }
    const moves = [];
    for (const code of unitCodes) moves.push(planned(UnitMovedV1, { unitId: (await this.tree.liveOn(tx, code, from)).unitId, parentId: unitId }, from));
    if (moves.length > 0) await this.source.recordAtOnce(tx, decision.id, moves, from);
  }

  /** What a union over these territories would have, held against the guideline of the day. */
  private async held(tx: Tx, codes: readonly string[], unitCodes: readonly string[] | undefined, day: Day): Promise<WardUnionCheck> {
    const territories = await this.known(tx, codes, day);
    const { value: rule } = await this.rules.require(tx, 'WARD_UNION', day);
    const found: { code: string; members: number }[] = await tx.query(
      `with wanted as (
         select v.unit_id, u.code from directory_unit_version v join directory_unit u on u.id = v.unit_id and u.type = 'G'
         where upper_inf(v.recorded) and v.valid @> $1::date and v.state in ('PROVISIONAL', 'ACTIVE') and (
           case when $2::text[] is not null then u.code = any($2)
           else exists (select from employer_union c join employer e on e.id = c.employer_id where c.unit_id = v.unit_id and daterange(c.valid_from, c.valid_to, '[]') @> $1::date and e.ward_key = any($3)) end))
       select w.code, (select count(*)::int from member m where m.unit_id = w.unit_id and m.status = 'ACTIVE') as members from wanted w order by w.code limit 1000`,
      [day, unitCodes ?? null, territories.map(({ nameKey }) => nameKey)]);
    const members = found.reduce((sum, unit) => sum + unit.members, 0);
    const below = members < rule.leastMembers || found.length < rule.leastUnits;
    return {
      members, units: found.length, leastMembers: rule.leastMembers, leastUnits: rule.leastUnits, belowGuideline: below, unitCodes: found.map(({ code }) => code),
      neighbours: below ? await this.neighbours(tx, territories, day) : [],
    };
  }

  private neighbours(tx: Tx, territories: readonly Territory[], day: Day): Promise<WardUnionCheck['neighbours']> {
    return tx.query(
      `select u.code as "unitCode", v.name as "unitName", array_agg(t.territory_code order by t.territory_code) as territories,
              (select count(*)::int from member m join directory_scope s on s.unit_id = m.unit_id join directory_scope top on s.path <@ top.path where top.unit_id = u.id and m.status = 'ACTIVE') as members,
              (select count(*)::int from directory_unit_version c where c.parent_id = u.id and upper_inf(c.recorded) and c.valid @> $2::date and c.state in ('PROVISIONAL', 'ACTIVE')) as units
       from territory_union t join directory_unit u on u.id = t.unit_id join directory_unit_version v on v.unit_id = u.id and upper_inf(v.recorded) and v.valid @> $2::date
       where t.valid @> $2::date and t.territory_code = any($1) group by u.id, u.code, v.name order by u.code limit 30`, [territories.flatMap(({ neighbours }) => neighbours), day]);
  }

  private async known(tx: Tx, codes: readonly string[], day: Day): Promise<Territory[]> {
    const rows: Territory[] = await tx.query('select code, name, name_key as "nameKey", neighbours from territory where code = any($1) and valid @> $2::date order by code', [codes, day]);
    const missing = codes.find((code) => !rows.some((row) => row.code === code));
    if (missing !== undefined) throw new TerritoryNotFound(missing);
    return rows;
  }

  private async territories(tx: Tx, day: Day, options: { code: string | null; after: string | null; limit: number }): Promise<TerritoryView[]> {
    const rows: (Omit<TerritoryView, 'union'> & { unitCode: string | null; since: Day | null })[] = await tx.query(
      `select t.code, t.name, t.kind, t.neighbours, lower(t.valid)::text as "validFrom", (upper(t.valid) - 1)::text as "validTo", u.code as "unitCode", lower(x.valid)::text as since
       from territory t left join territory_union x on x.territory_code = t.code and x.valid @> $1::date left join directory_unit u on u.id = x.unit_id
       where t.valid @> $1::date and ($2::text is null or t.code = $2) and ($3::text is null or t.code > $3) order by t.code limit $4`, [day, options.code, options.after, options.limit]);
    return rows.map(({ unitCode, since, ...row }) => ({ ...row, union: unitCode === null || since === null ? null : { unitCode, since } }));
  }
}
