import { DossierStepItem, LEVELS, type Level } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import type { Dossiers } from './dossiers';
import { eachItem, type ItemWarning, type PaperContext, type PaperKind } from './paper-kind';

/** A step of a live dossier that was taken on paper and is recorded afterwards; one paper may take the step of many. */
export class DossierStepPaper implements PaperKind<DossierStepItem> {
  readonly kind = 'DOSSIER_STEP';
  readonly item = DossierStepItem;
  readonly issuers: readonly Level[] = LEVELS;

  constructor(private readonly dossiers: Dossiers) {}

  check(tx: Tx, items: readonly DossierStepItem[], paper: PaperContext): Promise<ItemWarning[]> {
    return eachItem(items, (item) => this.dossiers.desk.checkPaper(tx, item, paper));
  }

  async apply(tx: Tx, items: readonly DossierStepItem[], paper: PaperContext): Promise<string[]> {
    for (const item of items) await this.dossiers.desk.takePaper(tx, item, paper);
    return items.map((item) => item.dossierId);
  }
}
