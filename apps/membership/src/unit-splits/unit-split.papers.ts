import { UnitSplitItem } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Decisions } from '@doanket/dossier';
import { Injectable } from '@nestjs/common';
import { batchwise, oneByOne } from '../decisions/paper-kinds';
import { UnitSplitDecisions } from './unit-split.decisions';

/** Splits decided on paper (ORG-05): one item is one split. */
@Injectable()
export class UnitSplitPapers {
  constructor(decisions: Decisions, directory: Directory, splits: UnitSplitDecisions) {
    const kind = batchwise<UnitSplitItem>(directory, {
      kind: 'UNIT_SPLIT', item: UnitSplitItem, issuers: ['N', 'C'], permission: 'membership.unit.decide',
      touches: (_tx, { unitCode, effectiveOn, parts }) => [unitCode, ...parts.flatMap(({ parentCode }) => parentCode ?? [])].map((code) => ({ code, on: effectiveOn })),
      apply: oneByOne((tx, item, paper) => splits.execute(tx, item, { id: paper.decisionId, decidedOn: paper.on }, paper.issuer.unitId)),
    });
    decisions.register({ ...kind, maxItems: 1 });
  }
}
