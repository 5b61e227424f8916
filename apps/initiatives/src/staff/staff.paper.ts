import { type Level, StaffCountedItem } from '@doanket/contracts';
import { Decisions, eachItem, type ItemWarning, type PaperContext, type PaperKind } from '@doanket/dossier';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { ItemTwice } from '../initiatives/initiative.errors';
import { Units } from '../units/units.service';
import { CountedInFuture } from './staff.errors';
import { StaffService } from './staff.service';

/** Staff as old reports told it. */
@Injectable()
export class StaffPaper implements PaperKind<StaffCountedItem> {
  readonly kind = 'STAFF_COUNTED';
  readonly item = StaffCountedItem;
  readonly issuers: readonly Level[] = ['C', 'S', 'G'];

  constructor(decisions: Decisions, private readonly units: Units, private readonly staff: StaffService) {
    decisions.register(this);
  }

  async check(tx: Tx, items: readonly StaffCountedItem[], paper: PaperContext): Promise<ItemWarning[]> {
    await this.units.withinOn(tx, paper.issuer.unitId, items.map((item) => item.unitCode), paper.on);
    const seen = new Set<string>();
    return eachItem(items, (item) => {
      if (item.countedOn > paper.on) throw new CountedInFuture(paper.on);
      const key = `${item.unitCode} ${item.countedOn}`;
      if (seen.has(key)) throw new ItemTwice();
      seen.add(key);
      return [];
    });
  }

  async apply(tx: Tx, items: readonly StaffCountedItem[], paper: PaperContext): Promise<string[]> {
    const units = await this.units.withinOn(tx, paper.issuer.unitId, items.map((item) => item.unitCode), paper.on);
    return this.staff.write(tx, items.map((item) => {
      const unit = units.get(item.unitCode);
      return { unitId: unit?.unitId ?? '', bloc: unit?.bloc ?? null, countedOn: item.countedOn, persons: item.persons, decisionId: paper.decisionId };
    }));
  }
}
