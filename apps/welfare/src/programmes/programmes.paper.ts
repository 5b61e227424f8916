import { HousingProgrammeItem, type Level } from '@doanket/contracts';
import { Decisions, type ItemWarning, type PaperContext, type PaperKind } from '@doanket/dossier';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { ItemTwice } from './programme.errors';
import { ProgrammesService } from './programmes.service';

/** Housing programmes by their decision, of this year and of past ones. */
@Injectable()
export class ProgrammesPaper implements PaperKind<HousingProgrammeItem> {
  readonly kind = 'HOUSING_PROGRAMME';
  readonly item = HousingProgrammeItem;
  readonly issuers: readonly Level[] = ['C'];
  readonly permission = 'welfare.programme.manage';

  constructor(decisions: Decisions, private readonly programmes: ProgrammesService) {
    decisions.register(this);
  }

  async check(tx: Tx, items: readonly HousingProgrammeItem[], paper: PaperContext): Promise<ItemWarning[]> {
    if (new Set(items.map((item) => item.year)).size !== items.length) throw new ItemTwice();
    for (const item of items) await this.programmes.requireSound(tx, paper.issuer.unitId, item, paper.on);
    return [];
  }

  async apply(tx: Tx, items: readonly HousingProgrammeItem[], paper: PaperContext): Promise<string[]> {
    const ids: string[] = [];
    for (const item of items) ids.push((await this.programmes.write(tx, item, { id: paper.decisionId, number: paper.number, on: paper.on, unitId: paper.issuer.unitId })).id);
    return ids;
  }
}
