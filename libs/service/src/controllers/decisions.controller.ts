import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { type AnswerOf, type DomainService, type InputOf, PLATFORM_ROUTES } from '@doanket/contracts';
import { Decisions, DecisionViews } from '@doanket/dossier';
import { Transactions } from '@doanket/persistence';
import { Controller, type Type } from '@nestjs/common';
import { z } from 'zod';
import { decodeCursor, pageFrom } from '../http/cursor';
import { Handle } from '../http/handle';
import { Input } from '../http/input';

const IdCursor = z.tuple([z.uuid()]);
const NumberCursor = z.tuple([z.number().int().min(0)]);

/** Decisions of one service: papers are recorded by one person and take effect when a second one confirms them. */
export function decisionsControllerOf(service: DomainService): Type {
  const routes = PLATFORM_ROUTES[service].decisions;

  @Controller()
  class DecisionsController {
    constructor(private readonly decisions: Decisions, private readonly views: DecisionViews, private readonly transactions: Transactions) {}

    @Handle(routes.recordDecision)
    record(@Input() { body }: InputOf<typeof routes.recordDecision>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.recordDecision>> {
      return this.transactions.run(async (tx) => this.views.get(tx, principal, await this.decisions.record(tx, principal, body)));
    }

    @Handle(routes.listDecisions)
    async list(@Input() { query }: InputOf<typeof routes.listDecisions>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.listDecisions>> {
      const { limit, cursor, paper, ...filter } = query;
      const before = decodeCursor(cursor, IdCursor)?.[0];
      const rows = await this.transactions.read((tx) => this.views.list(tx, principal, { ...filter, limit: limit + 1, before, paper: flag(paper) }));
      return pageFrom(rows, limit, (row) => row, (row) => [row.id]);
    }

    @Handle(routes.getDecision)
    get(@Input() { params }: InputOf<typeof routes.getDecision>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.getDecision>> {
      return this.transactions.read((tx) => this.views.get(tx, principal, params.id));
    }

    @Handle(routes.listDecisionItems)
    async items(@Input() { params, query }: InputOf<typeof routes.listDecisionItems>): Promise<AnswerOf<typeof routes.listDecisionItems>> {
      const after = decodeCursor(query.cursor, NumberCursor)?.[0];
      const rows = await this.transactions.read((tx) => this.views.items(tx, params.id, { limit: query.limit + 1, after, warnings: flag(query.warnings) }));
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.n]);
    }

    @Handle(routes.confirmDecision)
    confirm(@Input() { params }: InputOf<typeof routes.confirmDecision>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.confirmDecision>> {
      return this.transactions.run(async (tx) => {
        await this.decisions.confirm(tx, principal, params.id);
        return this.views.get(tx, principal, params.id);
      });
    }

    @Handle(routes.discardDecision)
    discard(@Input() { params, body }: InputOf<typeof routes.discardDecision>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.discardDecision>> {
      return this.transactions.run(async (tx) => {
        await this.decisions.discard(tx, principal, params.id, body.reason);
        return this.views.get(tx, principal, params.id);
      });
    }
  }
  return DecisionsController;
}

/** A yes or no of a query string. */
export function flag(text: 'true' | 'false' | undefined): boolean | undefined {
  return text === undefined ? undefined : text === 'true';
}
