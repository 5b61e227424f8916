import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { type enterProgramme, type InputOf, ProgrammeEnteredV1 } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Clock, type Day, newId } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Authors } from '../initiatives/authors.service';
import { NotRecognisedBase } from '../initiatives/initiative.errors';
import { InitiativesService } from '../initiatives/initiatives.service';
import { Recognitions } from '../initiatives/recognitions.service';
import { InitiativesRules } from '../rules/initiatives-rules';
import { EnteredInFuture, EnteredTwice, FirstApplicationUnknown, ProgrammeUnknown } from './programme.errors';
import { checkEntry, type Programme } from './programme.rules';

/** An entry as it is written. */
export interface NewEntry { readonly initiativeId: string; readonly unitId: string; readonly programmeCode: string; readonly enteredOn: Day; readonly decisionId: string | null }

/** A programme as it is asked for: by the day of the entry. */
export interface AskedProgramme { readonly programmeCode: string; readonly enteredOn: Day }
export const keyOf = ({ programmeCode, enteredOn }: AskedProgramme): string => `${programmeCode} ${enteredOn}`;

/** Programmes that initiatives are entered in (INI-07); a refusal here leaves the recognition as it is. */
@Injectable()
export class ProgrammesService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly initiatives: InitiativesService, private readonly recognitions: Recognitions,
    private readonly authors: Authors, private readonly rules: InitiativesRules, private readonly outbox: Outbox, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  enter({ params, body }: InputOf<typeof enterProgramme>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const initiative = await this.initiatives.getForUpdate(tx, params.id);
      await this.access.requireUnit(tx, principal, 'initiatives.programme.enter', initiative.unitId);
      const programme = (await this.inForce(tx, [body])).get(keyOf(body));
      if (programme === undefined) throw new ProgrammeUnknown(body.programmeCode);
      if (body.enteredOn > this.clock.today()) throw new EnteredInFuture(this.clock.today());
      const recognisedOn = (await this.recognitions.of(tx, [initiative.id])).get(initiative.id)?.map((one) => one.recognisedOn).sort()[0];
      if (recognisedOn === undefined) throw new NotRecognisedBase();
      if (checkEntry(programme, { firstAppliedOn: initiative.firstAppliedOn, recognisedOn, enteredOn: body.enteredOn }).appliedUnknown) throw new FirstApplicationUnknown();
      await this.write(tx, [{ initiativeId: initiative.id, unitId: initiative.unitId, programmeCode: programme.code, enteredOn: body.enteredOn, decisionId: null }]);
      await this.audit.record(tx, { action: 'initiative.enter', objectType: 'initiative', objectId: initiative.id, unitId: initiative.unitId, after: { programmeCode: programme.code, enteredOn: body.enteredOn } });
      return initiative.id;
    });
  }

  /** Programmes as they hold on the days of their entries, by `keyOf`; one that does not is missing. */
  async inForce(tx: Tx, asked: readonly AskedProgramme[]): Promise<ReadonlyMap<string, Programme>> {
    const found = new Map<string, Programme>();
    for (const [key, { programmeCode, enteredOn }] of new Map(asked.map((one) => [keyOf(one), one]))) {
      const rule = await this.rules.on(tx, 'PROGRAMME', enteredOn, { scope: programmeCode });
      if (rule !== null) found.set(key, { code: programmeCode, appliedFrom: rule.value.appliedFrom, appliedTo: rule.value.appliedTo, windows: rule.value.windows });
    }
    return found;
  }

  /** Writes entries and publishes them. Throws EnteredTwice. */
  async write(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
    const authorIds = await this.authors.idsOf(tx, entries.map((entry) => entry.initiativeId));
    const rows = entries.map((entry) => ({ ...entry, entryId: newId() }));
    await tx.query(
      `insert into programme_entry (id, initiative_id, unit_id, programme_code, entered_on, decision_id)
       select * from jsonb_to_recordset($1::jsonb) as e(id uuid, initiative_id uuid, unit_id uuid, programme_code text, entered_on date, decision_id uuid)`,
      [JSON.stringify(rows.map((row) => ({ id: row.entryId, initiative_id: row.initiativeId, unit_id: row.unitId, programme_code: row.programmeCode, entered_on: row.enteredOn, decision_id: row.decisionId })))],
    ).catch((error: unknown) => {
      throw violated(error, 'programme_entry_unique') ? new EnteredTwice(entries[0]?.programmeCode ?? '') : error;
    });
    await this.outbox.publish(tx, ProgrammeEnteredV1, rows.map(({ initiativeId, entryId, programmeCode, unitId, enteredOn }) => ({
      initiativeId, entryId, programmeCode, unitId, enteredOn, authorIds: authorIds.get(initiativeId) ?? [],
    })));
  }
}
