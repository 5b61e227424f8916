import { CurrentPrincipal, type Principal } from '@doanket/auth';
import type { AnswerOf, InputOf, RuleRoutes } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller, type Type } from '@nestjs/common';
import { RuleDesk } from './rule-desk';

/** The rule book of one service: one person proposes, another confirms. */
export function rulesControllerOf(routes: RuleRoutes): Type {
  @Controller()
  class RulesController {
    constructor(private readonly desk: RuleDesk) {}

    @Handle(routes.listRules)
    list(@Input() { query }: InputOf<RuleRoutes['listRules']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<RuleRoutes['listRules']>> {
      return this.desk.list(query, principal);
    }

    @Handle(routes.listRuleHistory)
    history(@Input() { params, query }: InputOf<RuleRoutes['listRuleHistory']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<RuleRoutes['listRuleHistory']>> {
      return this.desk.history(params.code, query, principal);
    }

    @Handle(routes.listRuleProposals)
    proposals(@Input() { query }: InputOf<RuleRoutes['listRuleProposals']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<RuleRoutes['listRuleProposals']>> {
      return this.desk.proposals(query, principal);
    }

    @Handle(routes.proposeRule)
    propose(@Input() { body }: InputOf<RuleRoutes['proposeRule']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<RuleRoutes['proposeRule']>> {
      return this.desk.propose(body, principal);
    }

    @Handle(routes.confirmRule)
    confirm(@Input() { params }: InputOf<RuleRoutes['confirmRule']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<RuleRoutes['confirmRule']>> {
      return this.desk.confirm(params.id, principal);
    }

    @Handle(routes.rejectRule)
    reject(@Input() { params, body }: InputOf<RuleRoutes['rejectRule']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<RuleRoutes['rejectRule']>> {
      return this.desk.reject(params.id, body.reason, principal);
    }

    @Handle(routes.withdrawRule)
    withdraw(@Input() { params, body }: InputOf<RuleRoutes['withdrawRule']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<RuleRoutes['withdrawRule']>> {
      return this.desk.withdraw(params.id, body.reason, principal);
    }
  }
  return RulesController;
}
