import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { changeInitiative, fileInitiative, InputOf, raiseInitiative } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Dossiers } from '@doanket/dossier';
import { Clock, newId } from '@doanket/kernel';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { requireVersion } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { Authors, requireWholeShares } from './authors.service';
import { Initiative } from './initiative.entity';
import { AppliedInFuture, InitiativeNotFound, TitleTaken } from './initiative.errors';
import { INITIATIVE_BASE, RAISING } from './recognition.dossier';
import { InitiativesRules } from '../rules/initiatives-rules';
import { requireAuthors } from './filing.rules';
import { requireRaisable } from './recognition.rules';
import { Recognitions } from './recognitions.service';

/** Type of the subject of all dossiers about initiatives. */
export const SUBJECT = 'INITIATIVE';

/** Files initiatives, changes them while they are drafts, and proposes them to the next level (INI-01, INI-05). */
@Injectable()
export class InitiativesService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly dossiers: Dossiers, private readonly authors: Authors,
    private readonly recognitions: Recognitions, private readonly rules: InitiativesRules, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  /** Writes a draft and opens its dossier. */
  file({ body }: InputOf<typeof fileInitiative>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'initiatives.initiative.file', body.unitCode);
      await this.requireSound(tx, body);
      const initiative = Object.assign(new Initiative(), { id: newId(), unitId, state: 'DRAFT', filedBy: principal.personId, filedOn: null, paper: false, version: 1 });
      initiative.write(body);
      await tx.insert(Initiative, initiative).catch(titleTaken);
      await this.authors.write(tx, [{ initiativeId: initiative.id, unitId, authors: body.authors }]);
      await this.dossiers.open(tx, principal, {
        definition: INITIATIVE_BASE.code, subjectType: SUBJECT, subjectId: initiative.id, subjectPersonId: body.authors[0]?.personId ?? null, unitId, title: initiative.title,
      });
      await this.audit.record(tx, { action: 'initiative.file', objectType: 'initiative', objectId: initiative.id, unitId, after: { state: initiative.state, authors: body.authors.length } });
      return initiative.id;
    });
  }

  change({ params, body }: InputOf<typeof changeInitiative>, principal: Principal, version: number): Promise<string> {
    return this.transactions.run(async (tx) => {
      const initiative = await this.getForUpdate(tx, params.id);
      await this.access.requireUnit(tx, principal, 'initiatives.initiative.file', initiative.unitId);
      const unitId = await this.access.requireUnitByCode(tx, principal, 'initiatives.initiative.file', body.unitCode);
      requireVersion(version, initiative.version);
      await this.requireSound(tx, body);
      initiative.write(body);
      await tx.save(initiative).catch(titleTaken);
      const dossier = await this.dossiers.findBySubject(tx, SUBJECT, initiative.id);
      if (dossier !== null) await this.dossiers.rename(tx, dossier.id, initiative.title);
      await this.authors.replace(tx, { initiativeId: initiative.id, unitId, authors: body.authors });
      await this.audit.record(tx, { action: 'initiative.change', objectType: 'initiative', objectId: initiative.id, unitId, before: { version }, after: { version: initiative.version } });
      return initiative.id;
    });
  }

  /** Opens the dossier that proposes it to the next level; papers are attached there, then it is sent. */
  raise({ params, body }: InputOf<typeof raiseInitiative>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const initiative = await this.getForUpdate(tx, params.id);
      await this.access.requireUnit(tx, principal, 'initiatives.initiative.raise', initiative.unitId);
      requireRaisable((await this.recognitions.of(tx, [initiative.id])).get(initiative.id) ?? [], body.to, await this.recognitions.levelsBefore(tx, this.clock.today()));
      const dossierId = await this.dossiers.open(tx, principal, { definition: RAISING[body.to].code, subjectType: SUBJECT, subjectId: initiative.id, unitId: initiative.unitId, title: initiative.title });
      await tx.query('insert into raising (id, initiative_id, unit_id, to_level, effect, dossier_id, proposed_on) values ($1, $2, $3, $4, $5, $6, $7)',
        [newId(), initiative.id, initiative.unitId, body.to, body.effect, dossierId, this.clock.today()]);
      await this.audit.record(tx, { action: 'initiative.raise', objectType: 'initiative', objectId: initiative.id, unitId: initiative.unitId, after: { to: body.to, dossierId } });
      return initiative.id;
    });
  }

  /** Throws InitiativeNotFound, also outside of the caller's units. */
  async getForUpdate(tx: Tx, id: string): Promise<Initiative> {
    const initiative = await tx.findOne(Initiative, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (initiative === null) throw new InitiativeNotFound();
    return initiative;
  }

  find(tx: Tx, id: string): Promise<Initiative | null> {
    return tx.findOne(Initiative, { where: { id } });
  }

  private async requireSound(tx: Tx, { authors, firstAppliedOn }: InputOf<typeof fileInitiative>['body']): Promise<void> {
    const today = this.clock.today();
    requireWholeShares(authors);
    requireAuthors(authors.length, (await this.rules.on(tx, 'AUTHORS', today))?.value.most ?? null);
    if (firstAppliedOn > today) throw new AppliedInFuture(today);
  }
}

function titleTaken(error: unknown): never {
  throw violated(error, 'initiative_title_unique') ? new TitleTaken() : error;
}
