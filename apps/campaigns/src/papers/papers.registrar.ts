import { Decisions, type ItemWarning, type PaperContext } from '@doanket/dossier';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { DecisionRef } from '../decisions/live-decisions.service';
import { CampaignPapers } from './campaign-papers';
import { type Paper, WARNINGS } from './paper';

/**
 * Takes the paper decisions of campaigns. Recording one is a rehearsal: its effect is computed by the same code as the
 * confirmation and taken back, so a record that breaks a rule is refused at once and nothing of it stays.
 */
@Injectable()
export class PapersRegistrar {
  constructor(decisions: Decisions, papers: CampaignPapers) {
    for (const paper of papers.all()) this.register(decisions, paper as unknown as Paper<unknown>);
  }

  private register(decisions: Decisions, paper: Paper<unknown>): void {
    decisions.register({
      kind: paper.kind, item: paper.item, issuers: paper.issuers,
      check: (tx, items, context) => this.check(tx, paper, items, context),
      apply: (tx, items, context) => paper.apply(tx, items, refOf(context)),
    });
  }

  private async check(tx: Tx, paper: Paper<unknown>, items: readonly unknown[], context: PaperContext): Promise<ItemWarning[]> {
    const warnings = (await paper.warn?.(tx, items, refOf(context))) ?? [];
    if (context.phase === 'RECORD') await this.rehearse(tx, () => paper.apply(tx, items, refOf(context)));
    return warnings.flatMap((codes, at) => codes.map((code) => ({ item: at + 1, code, detail: WARNINGS[code] ?? code })));
  }

  private async rehearse(tx: Tx, work: () => Promise<unknown>): Promise<void> {
    await tx.query('savepoint rehearsal');
    try {
      await work();
    } finally {
      await tx.query('rollback to savepoint rehearsal');
    }
  }
}

const refOf = (context: PaperContext): DecisionRef => ({ id: context.decisionId, number: context.number, on: context.on, issuerUnitId: context.issuer.unitId, paper: true, takenBy: null });

