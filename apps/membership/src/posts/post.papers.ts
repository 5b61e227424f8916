import { PostEndedItem, PostStartedItem } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Decisions } from '@doanket/dossier';
import { Injectable } from '@nestjs/common';
import { batchwise, oneByOne } from '../decisions/paper-kinds';
import { PostDecisions } from './post-decisions';
import { PostNotFound } from './post.errors';

/** Posts taken up and left by decisions on paper (ORG-07). */
@Injectable()
export class PostPapers {
  constructor(decisions: Decisions, directory: Directory, posts: PostDecisions) {
    const common = { issuers: ['N', 'C', 'S'], permission: 'membership.post.decide' } as const;
    decisions.register(batchwise<PostStartedItem>(directory, {
      ...common, kind: 'POST_STARTED', item: PostStartedItem,
      touches: (_tx, item, paper) => [{ code: item.unitCode, on: item.validFrom ?? paper.on }],
      apply: oneByOne((tx, item, paper) => posts.start(tx, item, { id: paper.decisionId, decidedOn: paper.on })),
    }));
    decisions.register(batchwise<PostEndedItem>(directory, {
      ...common, kind: 'POST_ENDED', item: PostEndedItem,
      touches: async (tx, item) => {
        const held = await directory.findPost(tx, item.postId);
        if (held === null) throw new PostNotFound();
        return [{ code: (await directory.getById(tx, held.unitId)).code, on: item.lastDay }];
      },
      apply: oneByOne(async (tx, item, paper) => (await posts.end(tx, item, { id: paper.decisionId, decidedOn: paper.on })).postId),
    }));
  }
}
