import { SubmissionItem, type SubmissionValue } from '@doanket/contracts';
import { Decisions, eachItem, type ItemWarning, type PaperContext, type PaperKind } from '@doanket/dossier';
import { Directory } from '@doanket/directory';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { SubmissionOutsideIssuer } from './submission.errors';
import { SubmissionsService } from './submissions.service';

/** SUBMISSION: what units handed in on a day in the past (RPT-03). The decision's day is the day of submission. */
@Injectable()
export class SubmissionPaper implements PaperKind<SubmissionValue> {
  readonly kind = 'SUBMISSION';
  readonly item = SubmissionItem;
  readonly issuers = ['C', 'S', 'G'] as const;

  constructor(decisions: Decisions, private readonly submissions: SubmissionsService, private readonly directory: Directory) {
    decisions.register(this);
  }

  async check(tx: Tx, items: readonly SubmissionValue[], paper: PaperContext): Promise<ItemWarning[]> {
    const below = new Set(await this.directory.subtreeOn(tx, paper.issuer.unitId, paper.on));
    const units = await this.submissions.unitIds(tx, items.map(({ unitCode }) => unitCode));
    const complete = await this.submissions.completer(tx, items);
    return eachItem(items, (item) => {
      if (!below.has(units.get(item.unitCode) ?? '')) throw new SubmissionOutsideIssuer(item.unitCode);
      complete(item);
      return [];
    });
  }

  apply(tx: Tx, items: readonly SubmissionValue[], paper: PaperContext): Promise<string[]> {
    return this.submissions.acceptPaper(tx, items, { id: paper.decisionId, decidedOn: paper.on });
  }
}
