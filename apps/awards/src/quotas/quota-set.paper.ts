import { QuotaSetItem } from '@doanket/contracts';
import { Decisions, eachItem, type ItemWarning, type PaperContext, type PaperKind } from '@doanket/dossier';
import { Directory } from '@doanket/directory';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Units } from '../units/units.service';
import { QuotaOfOtherLevel } from './quota.errors';
import { QuotasService } from './quotas.service';

/** Quotas by their decision, of this year and of past ones (AWD-05). */
@Injectable()
export class QuotaSetPaper implements PaperKind<QuotaSetItem> {
  readonly kind = 'QUOTA_SET';
  readonly item = QuotaSetItem;
  readonly issuers = ['N', 'C', 'S'] as const;
  readonly permission = 'awards.title.manage' as const;
  readonly maxItems = 200;

  constructor(private readonly quotas: QuotasService, private readonly units: Units, private readonly directory: Directory, decisions: Decisions) {
    decisions.register(this);
  }

  async check(tx: Tx, items: readonly QuotaSetItem[], paper: PaperContext): Promise<readonly ItemWarning[]> {
    const unitIds = await this.unitsOf(tx, items, paper);
    const subtree = new Set(await this.directory.subtreeOn(tx, paper.issuer.unitId, paper.on));
    return eachItem(items, async (item, n) => {
      const unitId = unitIds[n - 1] ?? '';
      if (!subtree.has(unitId)) throw new QuotaOfOtherLevel(item.level, [{ pointer: '/unitCode', detail: 'Not below the issuer' }]);
      await this.quotas.requireSettable(tx, { ...item, unitId, round: item.round ?? null, delegates: item.delegates ?? null, setByUnitId: paper.issuer.unitId });
      return [];
    });
  }

  async apply(tx: Tx, items: readonly QuotaSetItem[], paper: PaperContext): Promise<readonly string[]> {
    const unitIds = await this.unitsOf(tx, items, paper);
    const ids: string[] = [];
    for (const [at, item] of items.entries()) {
      ids.push(await this.quotas.keep(tx, {
        unitId: unitIds[at] ?? '', titleCode: item.titleCode, level: item.level, year: item.year, round: item.round ?? null, delegates: item.delegates ?? null, places: item.places,
        decisionNumber: paper.number, decidedOn: paper.on, decisionId: paper.decisionId, setByUnitId: paper.issuer.unitId,
      }));
    }
    return ids;
  }

  private async unitsOf(tx: Tx, items: readonly QuotaSetItem[], paper: PaperContext): Promise<string[]> {
    const refs = await this.units.byCodes(tx, items.flatMap((item) => item.unitCode ?? []));
    return items.map((item) => (item.unitCode === undefined ? paper.issuer.unitId : (refs.get(item.unitCode)?.unitId ?? '')));
  }
}
