import { CongressHeldItem } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Decisions } from '@doanket/dossier';
import { Injectable } from '@nestjs/common';
import { batchwise, oneByOne } from '../decisions/paper-kinds';
import { CongressDecisions } from './congress-decisions';

/** Congresses of the past, recognised on paper by the level above (ORG-08); the confederation recognises its own. */
@Injectable()
export class CongressPapers {
  constructor(decisions: Decisions, directory: Directory, congresses: CongressDecisions) {
    decisions.register(batchwise<CongressHeldItem>(directory, {
      kind: 'CONGRESS_HELD', item: CongressHeldItem, issuers: ['N', 'C', 'S'], permission: 'membership.congress.recognise',
      touches: (_tx, item) => [{ code: item.unitCode, on: item.heldTo }],
      apply: oneByOne(async (tx, item, paper) => {
        const { unitId } = await directory.getByCode(tx, item.unitCode);
        return congresses.heldOnPaper(tx, item, await directory.requireUnitOn(tx, unitId, item.heldTo), { id: paper.decisionId, decidedOn: paper.on });
      }),
    }));
  }
}
