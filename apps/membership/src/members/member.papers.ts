import { MemberAdmittedItem } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Decisions } from '@doanket/dossier';
import { Injectable } from '@nestjs/common';
import { itemwise } from '../decisions/paper-kinds';
import { MembersService } from './members.service';

/** Admissions decided on paper (ORG-09). */
@Injectable()
export class MemberPapers {
  constructor(decisions: Decisions, directory: Directory, members: MembersService) {
    decisions.register(itemwise<MemberAdmittedItem>(directory, {
      kind: 'MEMBER_ADMITTED', item: MemberAdmittedItem, issuers: ['G'], permission: 'membership.member.admit',
      touches: (_tx, item, paper) => [{ code: item.unitCode, on: item.admittedOn ?? paper.on }],
      apply: (tx, item, paper) => members.admitOnPaper(tx, item, { id: paper.decisionId, decidedOn: paper.on }),
    }));
  }
}
