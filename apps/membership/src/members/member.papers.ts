import { MemberAdmittedItem, WorkProfile } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Decisions } from '@doanket/dossier';
import { Injectable } from '@nestjs/common';
import { batchwise, oneByOne } from '../decisions/paper-kinds';
import { MembersService } from './members.service';

/** Papers of the time when party membership stood in them: confirmed, it is taken over; read, it is not shown (ORG-11). */
const Recorded = MemberAdmittedItem.extend({ profile: WorkProfile.default(WorkProfile.parse({})) });

function shown(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { partyMember: _hidden, ...profile } = (item['profile'] ?? {}) as Record<string, unknown>;
  return 'profile' in item ? { ...item, profile } : { ...item };
}

/** Admissions decided on paper (ORG-09). */
@Injectable()
export class MemberPapers {
  constructor(decisions: Decisions, directory: Directory, members: MembersService) {
    decisions.register(batchwise<MemberAdmittedItem>(directory, {
      kind: 'MEMBER_ADMITTED', item: MemberAdmittedItem, recorded: Recorded, shown, issuers: ['G'], permission: 'membership.member.admit',
      touches: (_tx, item, paper) => [{ code: item.unitCode, on: item.admittedOn ?? paper.on }],
      apply: oneByOne((tx, item, paper) => members.admitOnPaper(tx, item, { id: paper.decisionId, decidedOn: paper.on })),
    }));
  }
}
