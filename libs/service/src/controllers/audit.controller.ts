import { AuditRoots, AuditTrail } from '@doanket/audit';
import { type AnswerOf, type DomainService, type InputOf, PLATFORM_ROUTES } from '@doanket/contracts';
import { Transactions } from '@doanket/persistence';
import { Controller, Inject, Optional, type Type } from '@nestjs/common';
import { z } from 'zod';
import { decodeCursor, pageFrom } from '../http/cursor';
import { Handle } from '../http/handle';
import { Input } from '../http/input';

const AuditCursor = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** The audit trail of one service, in the scope of the reader. */
export function auditControllerOf(service: DomainService): Type {
  const routes = PLATFORM_ROUTES[service].audit;

  @Controller()
  class AuditController {
    constructor(
      private readonly trail: AuditTrail, private readonly transactions: Transactions,
      @Optional() @Inject(AuditRoots) private readonly roots: AuditRoots | null,
    ) {}

    @Handle(routes.listAudit)
    async list(@Input() { query }: InputOf<typeof routes.listAudit>): Promise<AnswerOf<typeof routes.listAudit>> {
      const { cursor, limit, ...filter } = query;
      const before = decodeCursor(cursor, AuditCursor)?.[0];
      const rows = await this.transactions.read((tx) => this.trail.list(tx, { ...filter, limit: limit + 1, before }));
      return pageFrom(rows, limit, (row) => row, (row) => [row.seq]);
    }

    @Handle(routes.verifyAudit)
    verify(): Promise<AnswerOf<typeof routes.verifyAudit>> {
      return this.transactions.readWhole((tx) => this.trail.verify(tx, this.roots?.read() ?? []));
    }
  }
  return AuditController;
}
