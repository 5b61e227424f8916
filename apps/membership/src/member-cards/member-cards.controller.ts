import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { checkMemberCard, getMemberCard, renewMemberCard, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { MemberCardsService } from './member-cards.service';

@Controller()
export class MemberCardsController {
  constructor(private readonly cards: MemberCardsService) {}

  @Handle(getMemberCard)
  get(@Input() { params }: InputOf<typeof getMemberCard>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getMemberCard>> {
    return this.cards.get(params.id, principal);
  }

  @Handle(renewMemberCard)
  renew(@Input() { params }: InputOf<typeof renewMemberCard>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof renewMemberCard>> {
    return this.cards.renew(params.id, principal);
  }

  @Handle(checkMemberCard)
  check(@Input() { params }: InputOf<typeof checkMemberCard>): Promise<AnswerOf<typeof checkMemberCard>> {
    return this.cards.check(params.token);
  }
}
