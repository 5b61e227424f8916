import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { NominationBody } from '@doanket/contracts';
import { Access, Directory, standsAtOrAbove } from '@doanket/directory';
import { Dossiers } from '@doanket/dossier';
import { Clock, newId } from '@doanket/kernel';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { requireVersion } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { Recipients } from '../holdings/recipients.service';
import { TitleBodyWrong } from '../titles/title.errors';
import { TitlesService } from '../titles/titles.service';
import { type DecidingLevel, nominationCode } from './nomination.dossier';
import { Nomination } from './nomination.entity';
import { LevelBelowUnit, NominatedTwice } from './nomination.errors';
import { lockNomination } from './nominations.store';

const DECIDING: readonly string[] = ['G', 'S', 'C', 'N'];

/** Nominations as their unit files them (AWD-02). From then on the dossier leads. */
@Injectable()
export class NominationsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly dossiers: Dossiers, private readonly titles: TitlesService,
    private readonly recipients: Recipients, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  /** Drafts a nomination and opens its dossier. */
  file(principal: Principal, body: NominationBody): Promise<string> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'awards.nomination.file', body.unitCode);
      const level = await this.requireDecidable(tx, unitId, body);
      const nomination = Object.assign(new Nomination(), { id: newId(), unitId, state: 'DRAFT' as const, votes: null, dossierId: null, holdingId: null, decidedOn: null });
      await this.fill(tx, nomination, body);
      await tx.insert(Nomination, nomination).catch((error: unknown) => {
        throw violated(error, 'nomination_once_unique') ? new NominatedTwice(body.titleCode, body.year) : error;
      });
      const dossierId = await this.dossiers.open(tx, principal, {
        definition: nominationCode(level), subjectType: 'nomination', subjectId: nomination.id, subjectPersonId: nomination.personId, unitId, title: titleOf(nomination),
      });
      await tx.update(Nomination, { id: nomination.id }, { dossierId });
      await this.record(tx, nomination, 'nomination.file');
      return nomination.id;
    });
  }

  /** Changes a draft, or what was given back, if it is still as it was read. The deciding level stays: the dossier climbs to it. */
  change(principal: Principal, id: string, body: NominationBody, version: number): Promise<string> {
    return this.transactions.run(async (tx) => {
      const nomination = await lockNomination(tx, id);
      await this.access.requireUnit(tx, principal, 'awards.nomination.file', nomination.unitId);
      requireVersion(version, nomination.version);
      const { code } = await this.directory.getById(tx, nomination.unitId);
      if (body.unitCode !== code) throw new TitleBodyWrong('/body/unitCode', 'A nomination stays with its unit');
      if (body.level !== nomination.level) throw new TitleBodyWrong('/body/level', 'The deciding level stays; withdraw and file anew');
      await this.requireDecidable(tx, nomination.unitId, body);
      await this.fill(tx, nomination, body);
      await tx.save(nomination).catch((error: unknown) => {
        throw violated(error, 'nomination_once_unique') ? new NominatedTwice(body.titleCode, body.year) : error;
      });
      if (nomination.dossierId !== null) await this.dossiers.rename(tx, nomination.dossierId, titleOf(nomination));
      await this.record(tx, nomination, 'nomination.change');
      return id;
    });
  }

  /** The title exists at the level today, and the unit does not stand above it. */
  private async requireDecidable(tx: Tx, unitId: string, body: NominationBody): Promise<DecidingLevel> {
    const today = this.clock.today();
    const unit = await this.directory.requireUnitOn(tx, unitId, today);
    if (!DECIDING.includes(body.level) || (body.level !== unit.level && standsAtOrAbove(unit, body.level))) throw new LevelBelowUnit(body.level, unit.level);
    await this.titles.requireVersion(tx, body.titleCode, body.level, { on: today, year: body.year });
    return body.level as DecidingLevel;
  }

  private async fill(tx: Tx, nomination: Nomination, body: NominationBody): Promise<void> {
    nomination.fill(body);
    const [recipientId] = await this.recipients.resolve(tx, [nomination]);
    nomination.recipientId = recipientId ?? '';
  }

  private record(tx: Tx, nomination: Nomination, action: string): Promise<void> {
    const { id, unitId, titleCode, level, year, round } = nomination;
    return this.audit.record(tx, { action, objectType: 'nomination', objectId: id, unitId, after: { titleCode, level, year, round } });
  }
}

/** Heading of the dossier. */
function titleOf(nomination: Nomination): string {
  return `${nomination.titleCode} ${nomination.year}: ${nomination.name}`.slice(0, 500);
}
