import { UnitsEndedItem } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Decisions } from '@doanket/dossier';
import { Injectable } from '@nestjs/common';
import { batchwise, oneByOne } from '../decisions/paper-kinds';
import { ReorganisationDecisions } from './reorganisation.decisions';

/** Reorganisations decided on paper (ORG-05): one item is one reorganisation. */
@Injectable()
export class ReorganisationPapers {
  constructor(decisions: Decisions, directory: Directory, reorganisations: ReorganisationDecisions) {
    const kind = batchwise<UnitsEndedItem>(directory, {
      kind: 'UNITS_ENDED', item: UnitsEndedItem, issuers: ['N', 'C'], permission: 'membership.unit.decide',
      touches: (_tx, { lastDay, units }) => units.map(({ unitCode }) => ({ code: unitCode, on: lastDay })),
      apply: oneByOne(async (tx, item, paper) => {
        const done = await reorganisations.execute(tx, item, { id: paper.decisionId, decidedOn: paper.on }, paper.issuer.unitId);
        return done.decisionId;
      }),
    });
    decisions.register({ ...kind, maxItems: 1 });
  }
}
