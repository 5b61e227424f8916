import { type Level, ProgrammeEnteredItem } from '@doanket/contracts';
import { Decisions, eachItem, type ItemWarning, type PaperContext, type PaperKind } from '@doanket/dossier';
import type { UnitThen } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { titleKey } from '../initiatives/filing.rules';
import { InitiativeUnknown, ItemTwice } from '../initiatives/initiative.errors';
import { Units } from '../units/units.service';
import { EnteredInFuture, EnteredTwice, ProgrammeUnknown } from './programme.errors';
import { checkEntry, type Programme } from './programme.rules';
import { keyOf, ProgrammesService } from './programmes.service';

interface Known { readonly id: string; readonly unitId: string; readonly firstAppliedOn: Day | null; readonly recognisedOn: Day | null; readonly programmes: readonly string[] }
interface Looked { readonly units: ReadonlyMap<string, UnitThen>; readonly known: ReadonlyMap<string, Known>; readonly programmes: ReadonlyMap<string, Programme> }

/** Entries in a programme as lists on paper tell them. */
@Injectable()
export class ProgrammesPaper implements PaperKind<ProgrammeEnteredItem> {
  readonly kind = 'PROGRAMME_ENTERED';
  readonly item = ProgrammeEnteredItem;
  readonly issuers: readonly Level[] = ['N', 'C', 'S', 'G'];

  constructor(decisions: Decisions, private readonly units: Units, private readonly programmes: ProgrammesService, private readonly clock: Clock) {
    decisions.register(this);
  }

  async check(tx: Tx, items: readonly ProgrammeEnteredItem[], paper: PaperContext): Promise<ItemWarning[]> {
    const looked = await this.look(tx, items, paper);
    const seen = new Set<string>();
    return eachItem(items, (item) => {
      const { known, programme } = this.named(looked, item);
      const key = `${known.id} ${programme.code}`;
      if (seen.has(key)) throw new ItemTwice();
      seen.add(key);
      if (known.programmes.includes(programme.code)) throw new EnteredTwice(programme.code);
      if (item.enteredOn > this.clock.today()) throw new EnteredInFuture(this.clock.today());
      if (known.recognisedOn === null) throw new InitiativeUnknown();
      const { appliedUnknown } = checkEntry(programme, { firstAppliedOn: known.firstAppliedOn, recognisedOn: known.recognisedOn, enteredOn: item.enteredOn });
      return appliedUnknown ? [{ code: 'FIRST_APPLICATION_UNKNOWN', detail: 'The day of the first application is not on record.' }] : [];
    });
  }

  async apply(tx: Tx, items: readonly ProgrammeEnteredItem[], paper: PaperContext): Promise<string[]> {
    const looked = await this.look(tx, items, paper);
    const entries = items.map((item) => {
      const { known, programme } = this.named(looked, item);
      return { initiativeId: known.id, unitId: known.unitId, programmeCode: programme.code, enteredOn: item.enteredOn, decisionId: paper.decisionId };
    });
    await this.programmes.write(tx, entries);
    return entries.map((entry) => entry.initiativeId);
  }

  private async look(tx: Tx, items: readonly ProgrammeEnteredItem[], paper: PaperContext): Promise<Looked> {
    const units = await this.units.withinOn(tx, paper.issuer.unitId, items.map((item) => item.unitCode), paper.on);
    const rows: (Known & { key: string })[] = await tx.query(
      `select i.unit_id || ' ' || i.title_key as key, i.id, i.unit_id as "unitId", i.first_applied_on::text as "firstAppliedOn",
              (select min(r.recognised_on)::text from recognition r where r.initiative_id = i.id) as "recognisedOn",
              array(select p.programme_code from programme_entry p where p.initiative_id = i.id) as programmes
       from initiative i where (i.unit_id, i.title_key) in (select * from unnest($1::uuid[], $2::text[])) and i.state = 'RECOGNISED_BASE'`,
      [items.map((item) => units.get(item.unitCode)?.unitId ?? null), items.map((item) => titleKey(item.title))]);
    return { units, known: new Map(rows.map((row) => [row.key, row])), programmes: await this.programmes.inForce(tx, items) };
  }

  private named({ units, known, programmes }: Looked, item: ProgrammeEnteredItem): { known: Known; programme: Programme } {
    const programme = programmes.get(keyOf(item));
    if (programme === undefined) throw new ProgrammeUnknown(item.programmeCode);
    const found = known.get(`${units.get(item.unitCode)?.unitId ?? ''} ${titleKey(item.title)}`);
    if (found === undefined) throw new InitiativeUnknown();
    return { known: found, programme };
  }
}
