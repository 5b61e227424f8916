import { Directory } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { levelBelow, versionFor } from '../titles/title.rules';
import { TitlesService } from '../titles/titles.service';
import type { Candidate, CandidateFacts } from '../titles/condition.rules';

/**
 * Awards of the same receivers: of the same person, or of the same normalised name in the same unit, or in one that was merged
 * into it: what was awarded there keeps the old unit, and still counts (ORG-05). Two branches, so that each
 * uses its index. `$1`: rows `{n, code, level, unit, kind, key, person, year}`.
 */
const SAME_RECEIVER = `
  wanted as (
    select * from jsonb_to_recordset($1::jsonb) as w(n int, code text, level text, below text, unit uuid, kind text, key text, person uuid, year int, round text)
  ),
  origins(unit, origin) as (
    select distinct unit, unit from wanted
    union select o.unit, v.unit_id from origins o join directory_unit_version v on v.successor_id = o.origin and v.state = 'MERGED' and upper_inf(v.recorded)
  ),
  receivers as (
    select w.n, r.id from wanted w join origins o on o.unit = w.unit join recipient r on r.unit_id = o.origin and r.receiver_kind = w.kind and r.name_key = w.key and (r.person_id is null or w.person is null or r.person_id = w.person)
    union
    select w.n, r.id from wanted w join recipient r on r.person_id = w.person
  )`;

/** Gathers what the rules need to know of many candidates, with the same few statements whatever their number. */
@Injectable()
export class Candidates {
  constructor(private readonly directory: Directory, private readonly titles: TitlesService) {}

  /** Facts of each candidate on a day, in their order. */
  async factsOf(tx: Tx, candidates: readonly Candidate[], on: Day): Promise<CandidateFacts[]> {
    if (candidates.length === 0) return [];
    const versions = await this.titles.versionsOf(tx, candidates.map((one) => one.titleCode));
    const units = await this.directory.unitsOn(tx, [...new Set(candidates.map((one) => one.unitId))], on);
    const below = candidates.map((one) => levelBelow(one.level, (versions.get(one.titleCode) ?? []).map((version) => version.level)));
    const records = await this.records(tx, candidates, { below, on });
    return candidates.map((one, n) => {
      const record = records.get(n);
      const level = below[n] ?? null;
      return {
        on, title: versionFor((versions.get(one.titleCode) ?? []).filter((version) => version.level === one.level), { on, year: one.year }),
        bloc: units.get(one.unitId)?.bloc ?? null, below: level === null ? null : { level, holdingId: record?.below ?? null }, heldThisYear: record?.held ?? false,
      };
    });
  }

  private async records(tx: Tx, candidates: readonly Candidate[], asked: { readonly below: readonly (string | null)[]; readonly on: Day }): Promise<ReadonlyMap<number, { below: string | null; held: boolean }>> {
    const wanted = candidates.map((one, n) => ({
      n, code: one.titleCode, level: one.level, below: asked.below[n] ?? null, unit: one.unitId, kind: one.receiverKind, key: one.nameKey, person: one.personId, year: one.year, round: one.round,
    }));
    const rows: { n: number; below: string | null; held: boolean }[] = await tx.query(
      `with recursive ${SAME_RECEIVER}
       select w.n, (array_agg(h.id order by h.decided_on desc, h.id) filter (where h.level = w.below and h.decided_on <= $2::date and h.year <= w.year))[1] as below,
              bool_or(h.level = w.level and h.year = w.year and h.round_code is not distinct from w.round) as held
       from wanted w join receivers r on r.n = w.n join holding h on h.recipient_id = r.id and h.title_code = w.code and h.state <> 'REVOKED'
       group by w.n`, [JSON.stringify(wanted), asked.on]);
    return new Map(rows.map((row) => [row.n, { below: row.below, held: row.held }]));
  }
}
