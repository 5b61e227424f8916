import { Audit } from '@doanket/audit';
import { Clock } from '@doanket/kernel';
import { systemCall, Transactions, type Tx, withCallContext } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** Units merged into another one by a day, and who goes on for them, over several merges. $1 day. */
const HEIRS = `
  with recursive merged as (
    select v.unit_id, v.successor_id from directory_unit_version v where upper_inf(v.recorded) and v.valid @> $1::date and v.state = 'MERGED' and v.successor_id is not null
  ), line as (
    select unit_id, successor_id, 1 as step from merged union all select l.unit_id, m.successor_id, l.step + 1 from line l join merged m on m.unit_id = l.successor_id where l.step < 20
  ), heir as materialized (select distinct on (unit_id) unit_id, successor_id from line order by unit_id, step desc)`;

/**
 * What is open in a merged unit passes to its successor in its state: petitions, whom they were raised for and who answers
 * them, works that are not verified, and plans it was asked to adopt and has not reported on. What is settled, verified or reported
 * keeps the old unit, and so do the plans it issued with their targets: their measure is a threshold, and the records behind it add up
 * by themselves. Looked for whenever the copy of the units changed or the day turned. Source: handbook ORG-05.
 */
@Injectable()
export class MergedUnits {
  private seen = '';

  constructor(private readonly transactions: Transactions, private readonly clock: Clock, private readonly audit: Audit) {}

  /** Answers how many rows passed. Called by a timer; a second process finds nothing more to do. */
  async round(): Promise<number> {
    const today = this.clock.today();
    const versions: { n: string }[] = await this.transactions.readWhole((tx) => tx.query('select coalesce(max(id), 0)::text as n from directory_unit_version'));
    const state = `${versions[0]?.n ?? '0'} ${today}`;
    if (state === this.seen) return 0;
    const passed = await withCallContext(systemCall('campaigns', 'merged-units'), () => this.transactions.runWhole((tx) => this.pass(tx, today)));
    this.seen = state;
    return passed;
  }

  private async pass(tx: Tx, today: string): Promise<number> {
    const passed: { kind: string; id: string; unitId: string }[] = [];
    const take = async (kind: string, sql: string): Promise<void> => {
      const [rows] = (await tx.query(`${HEIRS} ${sql}`, [today])) as [{ id: string; unitId: string }[], number];
      passed.push(...rows.map((row) => ({ kind, ...row })));
    };
    await take('petition', `update petition p set unit_id = h.successor_id, version = p.version + 1 from heir h where p.unit_id = h.unit_id and p.state in ('RECEIVED', 'CLASSIFIED', 'ASSIGNED') returning p.id, p.unit_id as "unitId"`);
    await take('petition', `update petition p set owner_unit_id = h.successor_id, version = p.version + 1 from heir h where p.owner_unit_id = h.unit_id and p.state in ('RECEIVED', 'CLASSIFIED', 'ASSIGNED') returning p.id, p.unit_id as "unitId"`);
    // The successor may have registered the same work in this round: then both stand.
    await take('work', `update work w set unit_id = h.successor_id, version = w.version + 1 from heir h where w.unit_id = h.unit_id and w.state in ('REGISTERED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED')
      and not exists (select from work t where t.round_id = w.round_id and t.unit_id = h.successor_id and t.title_key = w.title_key) returning w.id, w.unit_id as "unitId"`);
    // Whoever was asked itself answers for itself; of two merged units that were asked one question passes.
    await take('adoption', `update adoption a set unit_id = h.successor_id, version = a.version + 1 from heir h where a.unit_id = h.unit_id and a.state in ('ASKED', 'ADOPTED')
      and not exists (select from adoption o where o.plan_id = a.plan_id and o.unit_id = h.successor_id)
      and not exists (select from adoption b join heir k on k.unit_id = b.unit_id and k.successor_id = h.successor_id where b.plan_id = a.plan_id and b.state in ('ASKED', 'ADOPTED') and b.id < a.id)
      returning a.id, a.unit_id as "unitId"`);
    await this.audit.record(tx, passed.map(({ kind, id, unitId }) => ({ action: `${kind}.pass`, objectType: kind, objectId: id, unitId, after: { unitId } })));
    return passed.length;
  }
}
