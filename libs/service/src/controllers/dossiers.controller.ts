import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { type AnswerOf, type DomainService, type InputOf, PLATFORM_ROUTES } from '@doanket/contracts';
import { Dossiers, DossierViews, Queue } from '@doanket/dossier';
import { Transactions, type Tx } from '@doanket/persistence';
import { Controller, type Type } from '@nestjs/common';
import { z } from 'zod';
import { decodeCursor, pageFrom } from '../http/cursor';
import { Handle } from '../http/handle';
import { Input } from '../http/input';
import { flag } from './decisions.controller';

const IdCursor = z.tuple([z.uuid()]);

/** Dossiers of one service and what waits for the post acted as. Who may act follows the step, so the engine decides. */
export function dossiersControllerOf(service: DomainService): Type {
  const routes = PLATFORM_ROUTES[service].dossiers;

  @Controller()
  class DossiersController {
    constructor(
      private readonly dossiers: Dossiers, private readonly views: DossierViews, private readonly queue: Queue, private readonly transactions: Transactions,
    ) {}

    @Handle(routes.getQueue)
    waiting(@Input() { query }: InputOf<typeof routes.getQueue>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.getQueue>> {
      return this.transactions.read((tx) => this.queue.answer(tx, principal, query.limit));
    }

    @Handle(routes.listDossiers)
    async list(@Input() { query }: InputOf<typeof routes.listDossiers>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.listDossiers>> {
      const { limit, cursor, overdue, ...filter } = query;
      const before = decodeCursor(cursor, IdCursor)?.[0];
      const rows = await this.transactions.readWhole((tx) => this.views.list(tx, principal, { ...filter, limit: limit + 1, before, overdue: flag(overdue) }));
      return pageFrom(rows, limit, (row) => row, (row) => [row.id]);
    }

    @Handle(routes.getDossier)
    get(@Input() { params }: InputOf<typeof routes.getDossier>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.getDossier>> {
      return this.transactions.read((tx) => this.views.get(tx, principal, params.id));
    }

    @Handle(routes.submitDossier)
    submit(@Input() { params, body }: InputOf<typeof routes.submitDossier>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.submitDossier>> {
      return this.change(principal, params.id, (tx) => this.dossiers.submit(tx, principal, params.id, body));
    }

    @Handle(routes.takeDossierStep)
    take(@Input() { params, body }: InputOf<typeof routes.takeDossierStep>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.takeDossierStep>> {
      return this.change(principal, params.id, (tx) => this.dossiers.take(tx, principal, params.id, body));
    }

    @Handle(routes.returnDossier)
    giveBack(@Input() { params, body }: InputOf<typeof routes.returnDossier>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.returnDossier>> {
      return this.change(principal, params.id, (tx) => this.dossiers.giveBack(tx, principal, params.id, body));
    }

    @Handle(routes.withdrawDossier)
    withdraw(@Input() { params, body }: InputOf<typeof routes.withdrawDossier>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.withdrawDossier>> {
      return this.change(principal, params.id, (tx) => this.dossiers.withdraw(tx, principal, params.id, body.reason));
    }

    @Handle(routes.addDossierEvidence)
    addEvidence(@Input() { params, body }: InputOf<typeof routes.addDossierEvidence>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.addDossierEvidence>> {
      return this.change(principal, params.id, (tx) => this.dossiers.addEvidence(tx, principal, params.id, body));
    }

    /** Changes a dossier and shows it as it is then. */
    private change(principal: Principal, id: string, work: (tx: Tx) => Promise<unknown>): Promise<AnswerOf<typeof routes.getDossier>> {
      return this.transactions.run(async (tx) => {
        await work(tx);
        return this.views.get(tx, principal, id);
      });
    }
  }
  return DossiersController;
}
