import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { membershipRuleBook, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { RuleDesk } from './book/rule-desk';

type Routes = typeof membershipRuleBook;
const { listRules, listRuleHistory, listRuleProposals, proposeRule, confirmRule, rejectRule } = membershipRuleBook;

@Controller()
export class RulesController {
  constructor(private readonly desk: RuleDesk) {}

  @Handle(listRules)
  list(@Input() { query }: InputOf<Routes['listRules']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<Routes['listRules']>> {
    return this.desk.list(query, principal);
  }

  @Handle(listRuleHistory)
  history(@Input() { params, query }: InputOf<Routes['listRuleHistory']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<Routes['listRuleHistory']>> {
    return this.desk.history(params.code, query, principal);
  }

  @Handle(listRuleProposals)
  proposals(@Input() { query }: InputOf<Routes['listRuleProposals']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<Routes['listRuleProposals']>> {
    return this.desk.proposals(query, principal);
  }

  @Handle(proposeRule)
  propose(@Input() { body }: InputOf<Routes['proposeRule']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<Routes['proposeRule']>> {
    return this.desk.propose(body, principal);
  }

  @Handle(confirmRule)
  confirm(@Input() { params }: InputOf<Routes['confirmRule']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<Routes['confirmRule']>> {
    return this.desk.confirm(params.id, principal);
  }

  @Handle(rejectRule)
  reject(@Input() { params, body }: InputOf<Routes['rejectRule']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<Routes['rejectRule']>> {
    return this.desk.reject(params.id, body.reason, principal);
  }
}
