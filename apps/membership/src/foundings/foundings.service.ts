import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, changeFounding, draftFounding, FoundingBody, FoundingDetail, InputOf, listFoundings, submitFounding } from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Dossiers } from '@doanket/dossier';
import { Clock, newId } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom, requireVersion } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Delegations } from '../delegations/delegations';
import { UnitTree } from '../units/unit-tree';
import { UNION_FOUNDING, UNION_FOUNDING_DELEGATED } from './founding.dossier';
import { Founding } from './founding.entity';
import { FoundingEmployers } from './founding-employers';
import { FoundingCodeTaken, FoundingNotFound } from './founding.errors';
import { FoundingPeople } from './founding-people';
import { FoundingStore } from './founding.store';
import { FoundingQueries } from './foundings.queries';

const IdCursor = z.tuple([z.uuid()]);

/** Applications to found grassroots unions (ORG-02). The decision itself is a step of the dossier. */
@Injectable()
export class FoundingsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly dossiers: Dossiers, private readonly audit: Audit,
    private readonly clock: Clock, private readonly tree: UnitTree, private readonly store: FoundingStore, private readonly people: FoundingPeople, private readonly queries: FoundingQueries,
    private readonly employers: FoundingEmployers, private readonly delegations: Delegations,
  ) {}

  async draft({ body }: InputOf<typeof draftFounding>, principal: Principal): Promise<FoundingDetail> {
    const found = await this.people.find(body.applicants);
    return this.transactions.run(async (tx) => {
      const unitId = await this.above(tx, body, principal);
      const founding = await this.store.save(tx, Founding.drafted(newId(), unitId, body));
      await this.people.attach(tx, founding, found);
      const delegated = await this.delegations.holds(tx, unitId, 'FOUND_UNIT', this.clock.today());
      founding.dossierId = await this.dossiers.open(tx, principal, {
        definition: (delegated ? UNION_FOUNDING_DELEGATED : UNION_FOUNDING).code, subjectType: 'founding', subjectId: founding.id, unitId, title: body.name,
      });
      await this.store.save(tx, founding);
      await this.audit.record(tx, { action: 'founding.draft', objectType: 'founding', objectId: founding.id, unitId, after: { code: body.code, applicants: found.length } });
      return this.detail(tx, founding.id);
    });
  }

  async change({ params, body }: InputOf<typeof changeFounding>, principal: Principal, read: number): Promise<FoundingDetail> {
    const found = await this.people.find(body.applicants);
    return this.transactions.run(async (tx) => {
      const founding = await this.owned(tx, params.id, principal);
      requireVersion(read, founding.version);
      founding.describe(await this.above(tx, body, principal), body);
      await this.store.save(tx, founding);
      await this.people.attach(tx, founding, found);
      if (founding.dossierId !== null) await this.dossiers.rename(tx, founding.dossierId, body.name);
      await this.audit.record(tx, { action: 'founding.change', objectType: 'founding', objectId: founding.id, unitId: founding.unitId, after: { code: body.code, applicants: found.length } });
      return this.detail(tx, founding.id);
    });
  }

  async submit({ params }: InputOf<typeof submitFounding>, principal: Principal): Promise<FoundingDetail> {
    const { enterpriseCode } = await this.transactions.read((tx) => this.store.get(tx, params.id));
    await this.employers.requireFree(enterpriseCode);
    return this.transactions.run(async (tx) => {
      const founding = await this.owned(tx, params.id, principal);
      if (founding.dossierId === null) throw new FoundingNotFound();
      await this.dossiers.submit(tx, principal, founding.dossierId);
      return this.detail(tx, params.id);
    });
  }

  get(id: string): Promise<FoundingDetail> {
    return this.transactions.read((tx) => this.detail(tx, id));
  }

  list({ query }: InputOf<typeof listFoundings>, principal: Principal): Promise<AnswerOf<typeof listFoundings>> {
    return this.transactions.read(async (tx) => {
      const unitIds = query.parent === undefined ? null : await this.below(tx, query.parent, principal);
      const rows = await this.queries.list(tx, { state: query.state ?? null, unitIds, after: decodeCursor(query.cursor, IdCursor)?.[0] ?? null, limit: query.limit + 1, id: null });
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.id]);
    });
  }

  private async detail(tx: Tx, id: string): Promise<FoundingDetail> {
    const [row] = await this.queries.list(tx, { state: null, unitIds: null, after: null, limit: 1, id });
    if (row === undefined) throw new FoundingNotFound();
    return { ...row, people: await this.people.list(tx, id) };
  }

  /** The union above, which the caller writes for and on which a grassroots union may hang; and a code that is free. */
  private async above(tx: Tx, body: FoundingBody, principal: Principal): Promise<string> {
    const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.founding.apply', body.parentCode);
    await this.tree.parentFor(tx, 'G', body.parentCode, this.clock.today());
    if ((await this.directory.findByCode(tx, body.code)) !== null) throw new FoundingCodeTaken(body.code);
    return unitId;
  }

  private async owned(tx: Tx, id: string, principal: Principal): Promise<Founding> {
    const founding = await this.store.getForUpdate(tx, id);
    await this.access.requireUnit(tx, principal, 'membership.founding.apply', founding.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new FoundingNotFound() : error;
    });
    return founding;
  }

  private async below(tx: Tx, code: string, principal: Principal): Promise<string[]> {
    const { unitId } = await this.directory.getByCode(tx, code);
    await this.access.requireReadable(tx, principal, unitId);
    return this.directory.subtreeOn(tx, unitId, this.clock.today());
  }
}
