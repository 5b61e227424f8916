import type { AccessControl } from '@doanket/auth';
import type { DomainService, Permission } from '@doanket/contracts';
import { NAME_OF_UNIT, type QueueAsk, type QueuePart, type QueueSource } from '@doanket/dossier';
import type { Tx } from '@doanket/persistence';

interface Row { readonly id: string; readonly code: string; readonly title: string; readonly since: Date; readonly unitCode: string; readonly unitName: string }

const NOTHING: QueuePart = { items: [], counts: { toDecide: 0, returned: 0, dueThisWeek: 0, overdue: 0, total: 0 } };

/** "My work": rules that another person proposed, for everyone whose post decides them. */
export class RuleQueue implements QueueSource {
  constructor(private readonly service: DomainService, private readonly control: AccessControl) {}

  async list(tx: Tx, { principal, limit }: QueueAsk): Promise<QueuePart> {
    if (principal.post === null || !this.control.holdsByPost(principal, `${this.service}.rule.decide` as Permission)) return NOTHING;
    const open = 'from rule r where r.proposed_by <> $1 and not exists (select from rule_verdict v where v.rule_id = r.id)';
    const rows: Row[] = await tx.query(
      `select r.id, r.code, r.title, r.since, u.code as "unitCode", ${NAME_OF_UNIT('u')} as "unitName"
       from (select r.id, r.code, coalesce(r.decision_number, r.source) as title, r.proposed_at as since ${open} order by r.proposed_at, r.id limit $3) r
       join directory_unit u on u.id = $2 order by r.since, r.id`, [principal.subject, principal.post.unitId, limit]);
    const [counted]: { total: number }[] = await tx.query(`select count(*)::int as total ${open}`, [principal.subject]);
    const total = counted?.total ?? 0;
    return {
      items: rows.map((row) => ({
        reason: 'TO_CONFIRM', kind: 'RULE_PROPOSAL', id: row.id, title: row.title, unitCode: row.unitCode, unitName: row.unitName, dueOn: null, overdue: false, since: row.since.toISOString(),
        path: `/rules/${this.service}/${row.code}`,
      })),
      counts: { ...NOTHING.counts, toDecide: total, total },
    };
  }
}
