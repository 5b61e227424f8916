import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { UnitBridgedV1, type bridgeUnit, type compareUnit, type ComparisonView, type InputOf, type UnitBridgeView } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LiveDecisions } from '../decisions/live-decisions';
import { looked } from '../statistics/counters';
import { StatisticsQueries } from '../statistics/statistics.queries';
import { isFinal } from '../units/unit.rules';
import { TerritoryNotFound } from '../ward-unions/ward-union.errors';
import { UnitNotEnded } from './unit-bridge.errors';

/** Figures of an area before and after a reorganisation, compared only where a bridge says what became of it (RPT-06). */
@Injectable()
export class UnitBridgesService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock, private readonly decisions: LiveDecisions,
    private readonly audit: Audit, private readonly queries: StatisticsQueries, private readonly outbox: Outbox,
  ) {}

  bridge({ params, body }: InputOf<typeof bridgeUnit>, principal: Principal): Promise<UnitBridgeView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.unit.decide', params.code);
      if (!isFinal((await this.directory.requireUnitOn(tx, unitId, this.clock.today())).state)) throw new UnitNotEnded(params.code);
      const known: { code: string; name: string }[] = await tx.query('select distinct on (code) code, name from territory where code = any($1) order by code, valid desc', [body.territories]);
      const missing = body.territories.find((code) => !known.some((row) => row.code === code));
      if (missing !== undefined) throw new TerritoryNotFound(missing);
      const decision = await this.decisions.take(tx, principal, { kind: 'UNIT_BRIDGED', ...body.decision });
      const before: { territories: string[] }[] = await tx.query('select territories from unit_bridge where unit_id = $1 for update', [unitId]);
      await tx.query(
        'insert into unit_bridge (unit_id, territories, decision_id) values ($1, $2, $3) on conflict (unit_id) do update set territories = excluded.territories, decision_id = excluded.decision_id',
        [unitId, body.territories, decision.id]);
      await this.outbox.publish(tx, UnitBridgedV1, {
        unitId, bridgedOn: this.clock.today(), territories: known, removed: (before[0]?.territories ?? []).filter((code) => !body.territories.includes(code)),
      });
      await this.audit.record(tx, { action: 'unit.bridge', objectType: 'unit', objectId: unitId, unitId, after: { territories: body.territories } });
      return { unitCode: params.code, territories: [...body.territories], decisionId: decision.id };
    });
  }

  /** Runs over all rows; what the caller may not read is counted for nobody. */
  compare({ params, query }: InputOf<typeof compareUnit>, principal: Principal): Promise<ComparisonView> {
    return this.transactions.readWhole(async (tx) => {
      const { unitId } = await this.directory.getByCode(tx, params.code);
      await this.access.requireReadable(tx, principal, unitId);
      const before = await this.side(tx, principal, [params.code], query.from);
      if (!isFinal((await this.directory.requireUnitOn(tx, unitId, query.to)).state)) {
        return { unitCode: params.code, before, after: { ...(await this.side(tx, principal, [params.code], query.to)), bridged: false } };
      }
      const seen = await this.access.unitsOf(tx, principal);
      const unions: { code: string }[] = await tx.query(
        `select distinct u.code from unit_bridge b join territory_union t on t.territory_code = any(b.territories) and t.valid @> $2::date join directory_unit u on u.id = t.unit_id
         where b.unit_id = $1 and ($3::uuid[] is null or u.id = any($3)) order by u.code`, [unitId, query.to, seen]);
      return { unitCode: params.code, before, after: unions.length === 0 ? null : { ...(await this.side(tx, principal, unions.map(({ code }) => code), query.to)), bridged: true } };
    });
  }

  private async side(tx: Tx, principal: Principal, unitCodes: readonly string[], day: Day) {
    let [members, unions] = [0, 0];
    for (const code of unitCodes) {
      const figures = await this.queries.figuresOn(tx, looked(code, principal), { day });
      members += figures?.blocs.reduce((sum, row) => sum + row.members, 0) ?? 0;
      unions += figures?.unions ?? 0;
    }
    return { day, unitCodes: [...unitCodes], members, unions };
  }
}
