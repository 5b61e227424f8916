import { type DataOf, InitiativeRecognisedV1, type Level } from '@doanket/contracts';
import { newId, yearOf, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { RuleMissing } from '@doanket/rules';
import { Injectable } from '@nestjs/common';
import { InitiativesRules } from '../rules/initiatives-rules';
import { Authors } from './authors.service';
import type { Initiative } from './initiative.entity';
import type { LevelsBefore, Recognised, RecognitionLevel } from './recognition.rules';

/** A recognition as it is written: one level's own fact. */
export interface NewRecognition {
  readonly initiative: Pick<Initiative, 'id' | 'unitId' | 'initiativeType'> & { readonly benefitVnd: number | null };
  readonly recognitionLevel: RecognitionLevel;
  readonly decision: { readonly id: string; readonly number: string; readonly issuerUnitId: string; readonly issuerLevel: Level; readonly on: Day };
  readonly certificateNo: string | null;
  readonly votes: { readonly inFavour: number; readonly total: number } | null;
}

/** Recognitions by level, and the event each of them is. */
@Injectable()
export class Recognitions {
  constructor(private readonly authors: Authors, private readonly rules: InitiativesRules, private readonly outbox: Outbox) {}

  /** Which level comes before which, by the rules of a day; asking for one that no rule names throws RuleMissing. */
  async levelsBefore(tx: Tx, day: Day): Promise<LevelsBefore> {
    const rules = new Map((await this.rules.all(tx, 'RECOGNITION_AFTER', day)).map((rule) => [rule.scope, rule.value.level]));
    return (level) => {
      if (level === 'BASE') return null;
      const before = rules.get(level);
      if (before === undefined) throw new RuleMissing('RECOGNITION_AFTER', level, day);
      return before;
    };
  }

  /** What each level recognised, by initiative. */
  async of(tx: Tx, initiativeIds: readonly string[]): Promise<ReadonlyMap<string, Recognised[]>> {
    const rows: (Recognised & { initiativeId: string })[] = await tx.query(
      `select initiative_id as "initiativeId", recognition_level as "recognitionLevel", recognised_on::text as "recognisedOn" from recognition where initiative_id = any($1)`, [initiativeIds]);
    const found = new Map<string, Recognised[]>();
    for (const { initiativeId, ...one } of rows) found.set(initiativeId, [...(found.get(initiativeId) ?? []), one]);
    return found;
  }

  /** Writes recognitions and publishes them; the same few statements for one and for a thousand. Answers their ids. */
  async write(tx: Tx, list: readonly NewRecognition[]): Promise<string[]> {
    const authorIds = await this.authors.idsOf(tx, list.map(({ initiative }) => initiative.id));
    const rows = list.map((one) => ({ ...one, recognitionId: newId() }));
    await tx.query(
      `insert into recognition (id, initiative_id, unit_id, recognition_level, recognised_on, issuer_unit_id, decision_id, decision_number, certificate_no, votes_for, votes_total)
       select * from jsonb_to_recordset($1::jsonb) as r(id uuid, initiative_id uuid, unit_id uuid, recognition_level text, recognised_on date, issuer_unit_id uuid,
         decision_id uuid, decision_number text, certificate_no text, votes_for int, votes_total int)`,
      [JSON.stringify(rows.map(({ recognitionId, initiative, recognitionLevel, decision, certificateNo, votes }) => ({
        id: recognitionId, initiative_id: initiative.id, unit_id: initiative.unitId, recognition_level: recognitionLevel, recognised_on: decision.on, issuer_unit_id: decision.issuerUnitId,
        decision_id: decision.id, decision_number: decision.number, certificate_no: certificateNo, votes_for: votes?.inFavour ?? null, votes_total: votes?.total ?? null,
      })))]);
    await this.outbox.publish(tx, InitiativeRecognisedV1, rows.map(({ recognitionId, initiative, recognitionLevel, decision }): DataOf<typeof InitiativeRecognisedV1> => ({
      initiativeId: initiative.id, recognitionId, initiativeType: initiative.initiativeType, recognitionLevel, unitId: initiative.unitId, level: decision.issuerLevel,
      recognisedOn: decision.on, authorIds: authorIds.get(initiative.id) ?? [], benefitVnd: initiative.benefitVnd, decisionId: decision.id,
    })));
    return rows.map((row) => row.recognitionId);
  }

  /** The next certificate number of a unit in a year, e.g. `CN-2026-0007`; our own sequence, gapless inside the transaction. */
  async nextCertificate(tx: Tx, unitId: string, on: Day): Promise<string> {
    const year = yearOf(on);
    const rows: { last: number }[] = await tx.query(
      `insert into certificate_number (unit_id, year, last) values ($1, $2, 1)
       on conflict on constraint certificate_number_pk do update set last = certificate_number.last + 1 returning last`, [unitId, year]);
    return `CN-${year}-${String(rows[0]?.last ?? 1).padStart(4, '0')}`;
  }
}
