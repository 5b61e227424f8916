import { DelegateChosenItem } from '@doanket/contracts';
import { Decisions, eachItem, type ItemWarning, type PaperContext, type PaperKind } from '@doanket/dossier';
import { searchKey } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { QuotasService } from '../quotas/quotas.service';
import { Units } from '../units/units.service';
import { type Choice, Delegates, delegateUses } from './delegates.service';
import { DelegateAlready, NotAHolder } from './holding.errors';
import { lockHoldings } from './holdings.store';

/** Delegates chosen on paper: holders named by unit, title and name. Their quota is a warning. */
@Injectable()
export class DelegateChosenPaper implements PaperKind<DelegateChosenItem> {
  readonly kind = 'DELEGATE_CHOSEN';
  readonly item = DelegateChosenItem;
  readonly issuers = ['C', 'S', 'G'] as const;
  readonly permission = 'awards.title.award' as const;

  constructor(private readonly delegates: Delegates, private readonly quotas: QuotasService, private readonly units: Units, decisions: Decisions) {
    decisions.register(this);
  }

  async check(tx: Tx, items: readonly DelegateChosenItem[], paper: PaperContext): Promise<readonly ItemWarning[]> {
    const choices = await this.choicesOf(tx, items, paper);
    const seen = new Set<string>();
    const warnings = await eachItem(items, (item, n) => {
      const choice = choices[n - 1];
      if (choice === undefined || choice === null) throw new NotAHolder(item.titleCode);
      this.delegates.require(choice, paper.issuer.unitId);
      if (seen.has(choice.holding.id)) throw new DelegateAlready(null);
      seen.add(choice.holding.id);
      return [];
    });
    const exceeded = await this.quotas.exceeded(tx, paper.issuer.unitId, delegateUses(choices.filter((one) => one !== null)), paper.on);
    const [over] = exceeded;
    if (over !== undefined && paper.phase === 'CONFIRM') throw over;
    return [...warnings, ...exceeded.map((one) => ({ item: null, code: 'QUOTA_EXCEEDED', detail: one.message }))];
  }

  async apply(tx: Tx, items: readonly DelegateChosenItem[], paper: PaperContext): Promise<readonly string[]> {
    const choices = (await this.choicesOf(tx, items, paper)).filter((one) => one !== null);
    await this.delegates.send(tx, { id: paper.decisionId, issuerUnitId: paper.issuer.unitId }, choices);
    return choices.map(({ holding }) => holding.id);
  }

  /** The holders the paper names, the newest award not yet sent first; null for nobody. */
  private async choicesOf(tx: Tx, items: readonly DelegateChosenItem[], paper: PaperContext): Promise<(Choice | null)[]> {
    const refs = await this.units.byCodes(tx, items.map((item) => item.unitCode));
    const found: { n: number; id: string }[] = await tx.query(
      `select distinct on (w.n) w.n::int as n, h.id from unnest($1::uuid[], $2::text[], $3::text[], $4::date[]) with ordinality as w(unit, code, key, day, n)
       join holding h on h.unit_id = w.unit and h.title_code = w.code and h.name_key = w.key and h.issuer_unit_id = $5 and h.state <> 'REVOKED'
       order by w.n, (h.delegate_on is null and h.decided_on <= w.day) desc, h.decided_on desc, h.id`,
      [items.map((item) => refs.get(item.unitCode)?.unitId ?? null), items.map((item) => item.titleCode), items.map((item) => searchKey(item.name)), items.map((item) => item.chosenOn), paper.issuer.unitId]);
    const rows = new Map((await lockHoldings(tx, found.map((one) => one.id))).map((row) => [row.id, row]));
    const byItem = new Map(found.map((one) => [one.n, rows.get(one.id)]));
    return items.map((item, at) => {
      const holding = byItem.get(at + 1);
      return holding === undefined ? null : { holding, chosenOn: item.chosenOn, movement: item.movement ?? holding.movement };
    });
  }
}
