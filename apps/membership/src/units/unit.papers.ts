import {
  UnitAdvancedItem, UnitFoundedItem, UnitMovedItem, UnitReclassifiedItem, UnitRenamedItem, type Level, type Permission,
} from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Decisions, type PaperContext } from '@doanket/dossier';
import { Injectable } from '@nestjs/common';
import { batchwise, oneByOne } from '../decisions/paper-kinds';
import { UnitDecisions, type DecisionOf } from './unit-decisions';

const ISSUERS: readonly Level[] = ['N', 'C'];
const permission: Permission = 'membership.unit.decide';
const by = (paper: PaperContext): DecisionOf => ({ id: paper.decisionId, decidedOn: paper.on });

/** Paper decisions on single units (ORG-01). */
@Injectable()
export class UnitPapers {
  constructor(decisions: Decisions, directory: Directory, units: UnitDecisions) {
    const common = { issuers: ISSUERS, permission } as const;
    decisions.register(batchwise<UnitFoundedItem>(directory, {
      ...common, kind: 'UNIT_FOUNDED', item: UnitFoundedItem, changes: ({ code }) => code,
      touches: (_tx, item, paper) => [{ code: item.parentCode, on: item.validFrom ?? paper.on }],
      apply: (tx, items, paper) => units.foundMany(tx, items, by(paper)),
    }));
    decisions.register(batchwise<UnitAdvancedItem>(directory, {
      ...common, kind: 'UNIT_ADVANCED', item: UnitAdvancedItem, touches: (_tx, item, paper) => [touched(item, paper)],
      apply: oneByOne((tx, item, paper) => units.advance(tx, item, by(paper))),
    }));
    decisions.register(batchwise<UnitRenamedItem>(directory, {
      ...common, kind: 'UNIT_RENAMED', item: UnitRenamedItem, touches: (_tx, item, paper) => [touched(item, paper)],
      apply: oneByOne((tx, item, paper) => units.rename(tx, item, by(paper))),
    }));
    decisions.register(batchwise<UnitReclassifiedItem>(directory, {
      ...common, kind: 'UNIT_RECLASSIFIED', item: UnitReclassifiedItem, touches: (_tx, item, paper) => [touched(item, paper)],
      apply: oneByOne((tx, item, paper) => units.reclassify(tx, item, by(paper))),
    }));
    decisions.register(batchwise<UnitMovedItem>(directory, {
      ...common, kind: 'UNIT_MOVED', item: UnitMovedItem, changes: ({ unitCode }) => unitCode,
      touches: (_tx, item, paper) => [touched(item, paper), { code: item.parentCode, on: item.validFrom ?? paper.on }],
      apply: (tx, items, paper) => units.moveMany(tx, items, by(paper)),
    }));
  }
}

function touched(item: { readonly unitCode: string; readonly validFrom?: string | undefined }, paper: PaperContext): { code: string; on: string } {
  return { code: item.unitCode, on: item.validFrom ?? paper.on };
}
