import { PlaqueAttachedV1, type PlaqueAttachedItem, WorkRegisteredV1, type WorkVerifiedItem, WorkVerifiedV1 } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { newId, searchKey } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { DecisionRef } from '../decisions/live-decisions.service';
import { Notices } from '../rounds/notices.service';
import { isLate } from '../rounds/round.rules';
import { RoundsService } from '../rounds/rounds.service';
import { Units } from '../units/units.service';
import { Work } from './work.entity';
import { LevelMismatch, NotTheNextLevel, VerifiedBeforeCompleted, WorkNotFound, WorkNotRegistered, WorkTwice } from './work.errors';
import { WorksService } from './works.service';

/** Works of past rounds, entered from paper in batches. A batch takes the same few statements whatever its size. */
@Injectable()
export class WorksPaper {
  constructor(
    private readonly outbox: Outbox, private readonly directory: Directory, private readonly rounds: RoundsService, private readonly notices: Notices,
    private readonly units: Units, private readonly works: WorksService,
  ) {}

  /** Warnings for each item; a broken hard rule throws. */
  async checkVerified(tx: Tx, items: readonly WorkVerifiedItem[], decision: Pick<DecisionRef, 'on' | 'issuerUnitId'>): Promise<string[][]> {
    const { rounds, levels, known } = await this.context(tx, items);
    await this.requireNextLevel(tx, items, decision);
    return items.map((item) => {
      const round = rounds.get(item.roundCode);
      if (round === undefined) throw new WorkNotFound();
      if (levels.get(`${item.unitCode} ${item.completedOn}`) !== item.level) throw new LevelMismatch(item.unitCode, item.level);
      if (decision.on < item.completedOn) throw new VerifiedBeforeCompleted(item.completedOn);
      const work = known.get(keyOf(item));
      if (work === undefined && !round.paper) throw new WorkNotRegistered(round.code);
      if (work !== undefined && (work.state === 'VERIFIED' || work.state === 'PLAQUE_ATTACHED')) throw new WorkTwice(item.unitCode, item.title);
      const warnings: string[] = [];
      if (work !== undefined) return isLate(item.completedOn, round) ? ['LATE'] : warnings;
      if (item.registeredOn === undefined) warnings.push('NOT_REGISTERED');
      else if (round.registrationUntil !== null && item.registeredOn > round.registrationUntil) warnings.push('REGISTERED_LATE');
      if (isLate(item.completedOn, round)) warnings.push('LATE');
      return warnings;
    });
  }

  async applyVerified(tx: Tx, items: readonly WorkVerifiedItem[], decision: DecisionRef): Promise<string[]> {
    const warnings = await this.checkVerified(tx, items, decision);
    const { rounds, refs, known } = await this.context(tx, items);
    const works = items.map((item, at) => {
      const round = rounds.get(item.roundCode);
      const registered = known.get(keyOf(item));
      // A work that was registered here and verified on paper keeps its record.
      if (registered !== undefined) {
        const late = round !== undefined && isLate(item.completedOn, round);
        return Object.assign(registered, { state: 'VERIFIED', completedOn: item.completedOn, verifiedOn: decision.on, late, valueVnd: item.valueVnd ?? registered.valueVnd, decisionId: decision.id });
      }
      return Object.assign(new Work(), {
        id: newId(), roundId: round?.id, roundCode: item.roundCode, unitId: refs.get(item.unitCode)?.unitId, level: item.level, kind: item.kind, title: item.title,
        titleKey: searchKey(item.title), state: 'VERIFIED', registeredOn: item.registeredOn ?? null, completedOn: item.completedOn, verifiedOn: decision.on,
        late: round !== undefined && isLate(item.completedOn, round), valueVnd: item.valueVnd ?? null, plaque: null, handledBy: [], decisionId: decision.id, warnings: warnings[at] ?? [],
      });
    });
    const entered = works.filter((work) => work.version === undefined);
    await tx.insert(Work, entered).catch((error: unknown) => {
      throw violated(error, 'work_title_unique') ? new WorkTwice('', '') : error;
    });
    await tx.save(works.filter((work) => !entered.includes(work)));
    await this.outbox.publish(tx, WorkRegisteredV1, entered.filter((work) => work.registeredOn !== null).map((work) => work.registered()));
    await this.outbox.publish(tx, WorkVerifiedV1, works.map((work) => work.verified()));
    for (const code of rounds.keys()) {
      await this.notices.raise(tx, code, works.filter((work) => work.roundCode === code)
        .map((work) => ({ unitId: work.unitId, recordType: 'WORK' as const, recordId: work.id, change: 'WORK_VERIFIED' })));
    }
    return works.map((work) => work.id);
  }

  async applyPlaques(tx: Tx, items: readonly PlaqueAttachedItem[], decision: DecisionRef): Promise<string[]> {
    const rounds = await this.rounds.getByCodes(tx, items.map((item) => item.roundCode));
    await this.units.requireWithin(tx, decision.issuerUnitId, items.map((item) => item.unitCode), decision.on);
    for (const [code, round] of rounds) await this.works.requirePlaqueLeft(tx, round, items.filter((item) => item.roundCode === code).length);
    const ids: string[] = [];
    for (const item of items) {
      const work = await this.named(tx, item);
      const { socialMeaning, plaqueText, attachedOn, place, valueVnd } = item;
      const attached = work.attach({ socialMeaning, plaqueText, attachedOn, place, valueVnd: valueVnd ?? null, decisionId: decision.id }, decision.issuerUnitId);
      await tx.save(work);
      await this.outbox.publish(tx, PlaqueAttachedV1, attached);
      await this.notices.raise(tx, work.roundCode, [{ unitId: work.unitId, recordType: 'WORK', recordId: work.id, change: 'PLAQUE_ATTACHED' }]);
      ids.push(work.id);
    }
    return ids;
  }

  /** The work that a paper names by round, unit and title. */
  async named(tx: Tx, item: PlaqueAttachedItem): Promise<Work> {
    const unit = await this.directory.getByCode(tx, item.unitCode);
    const work = await tx.findOne(Work, { where: { roundCode: item.roundCode, unitId: unit.unitId, titleKey: searchKey(item.title) }, lock: { mode: 'pessimistic_write' } });
    if (work === null) throw new WorkNotFound();
    return work;
  }

  /** CMP-08: verified by the next level, found in the tree of the decision's day; the city stands in where there was no S. */
  private async requireNextLevel(tx: Tx, items: readonly WorkVerifiedItem[], decision: Pick<DecisionRef, 'on' | 'issuerUnitId'>): Promise<void> {
    const rows: { code: string; next_id: string; next_code: string }[] = await tx.query(
      `select distinct on (u.code) u.code, a.unit_id as next_id, au.code as next_code
       from directory_unit u join directory_unit_version v on v.unit_id = u.id and v.valid @> $2::date and upper_inf(v.recorded)
       join directory_unit_version a on a.path @> v.path and a.unit_id <> u.id and a.valid @> $2::date and upper_inf(a.recorded) and a.state in ('PROVISIONAL', 'ACTIVE')
       join directory_unit au on au.id = a.unit_id and au.level = any(case when u.level = 'G' then array['S', 'C', 'N'] else array['C', 'N'] end)
       where u.code = any($1) order by u.code, nlevel(a.path) desc`, [[...new Set(items.map((item) => item.unitCode))], decision.on]);
    const wrong = rows.find((row) => row.next_id !== decision.issuerUnitId);
    if (wrong !== undefined) throw new NotTheNextLevel(wrong.next_code);
  }

  /** Rounds, units, works that exist already, and the level each unit had on each day of completion when it lay below the round's unit. */
  private async context(tx: Tx, items: readonly WorkVerifiedItem[]) {
    const rounds = await this.rounds.getByCodes(tx, items.map((item) => item.roundCode));
    const refs = await this.units.byCodes(tx, items.map((item) => item.unitCode));
    const rows: { key: string; level: string }[] = await tx.query(
      `select distinct w.code || ' ' || w.day as key, u.level
       from unnest($1::text[], $2::text[], $3::uuid[]) as w(code, day, issuer)
       join directory_unit u on u.code = w.code
       join directory_unit_version v on v.unit_id = u.id and v.valid @> w.day::date and upper_inf(v.recorded)
       join directory_unit_version i on i.unit_id = w.issuer and i.valid @> w.day::date and upper_inf(i.recorded) and v.path <@ i.path`,
      [items.map((item) => item.unitCode), items.map((item) => item.completedOn), items.map((item) => rounds.get(item.roundCode)?.unitId ?? null)]);
    const works = await tx.createQueryBuilder(Work, 'w').setLock('pessimistic_write')
      .where('w.roundCode = any(:rounds) and w.unitId = any(:units) and w.titleKey = any(:titles)', {
        rounds: [...rounds.keys()], units: [...refs.values()].map((unit) => unit.unitId), titles: items.map((item) => searchKey(item.title)),
      }).getMany();
    const codes = new Map([...refs.values()].map((unit) => [unit.unitId, unit.code]));
    const known = new Map(works.map((work) => [`${work.roundCode} ${codes.get(work.unitId) ?? ''} ${work.titleKey}`, work]));
    return { rounds, refs, known, levels: new Map(rows.map((row) => [row.key, row.level])) };
  }
}

/** What names a work on paper. */
const keyOf = (item: { roundCode: string; unitCode: string; title: string }): string => `${item.roundCode} ${item.unitCode} ${searchKey(item.title)}`;
