import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, BlocPeriodView, closeBloc, InputOf, listBlocs, openBloc } from '@doanket/contracts';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LiveDecisions } from '../decisions/live-decisions';
import { Blocs } from './blocs';

/** Decisions on blocs (ORG-15). */
@Injectable()
export class BlocsService {
  constructor(
    private readonly transactions: Transactions, private readonly blocs: Blocs, private readonly decisions: LiveDecisions, private readonly audit: Audit,
  ) {}

  list(): Promise<AnswerOf<typeof listBlocs>> {
    return this.transactions.read(async (tx) => ({ items: await this.blocs.list(tx) }));
  }

  close({ params, body }: InputOf<typeof closeBloc>, principal: Principal): Promise<BlocPeriodView> {
    return this.decide('BLOC_CLOSED', body, principal, params.bloc, (tx, by) => this.blocs.close(tx, params.bloc, body.lastDay, by));
  }

  open({ params, body }: InputOf<typeof openBloc>, principal: Principal): Promise<BlocPeriodView> {
    return this.decide('BLOC_OPENED', body, principal, params.bloc, (tx, by) => this.blocs.open(tx, params.bloc, body.validFrom, by));
  }

  private decide(
    kind: string, body: Pick<InputOf<typeof closeBloc>['body'], 'decision' | 'source'>, principal: Principal, bloc: string,
    change: (tx: Tx, by: { number: string; source: string }) => Promise<BlocPeriodView>,
  ): Promise<BlocPeriodView> {
    return this.transactions.run(async (tx) => {
      const decision = await this.decisions.take(tx, principal, { kind, ...body.decision });
      const period = await change(tx, { number: body.decision.number, source: body.source });
      await this.audit.record(tx, {
        action: kind === 'BLOC_CLOSED' ? 'bloc.close' : 'bloc.open', objectType: 'bloc', objectId: bloc, unitId: principal.post?.unitId ?? null,
        after: { validFrom: period.validFrom, validTo: period.validTo, decisionId: decision.id },
      });
      return period;
    });
  }
}
