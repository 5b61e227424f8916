import { type DataOf, HOUSING_KINDS, HousingApprovedItem, HousingApprovedV1, type Level } from '@doanket/contracts';
import { Decisions, eachItem, type ItemWarning, type PaperContext, type PaperKind } from '@doanket/dossier';
import { newId, searchKey } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { ItemTwice } from '../programmes/programme.errors';
import { type Ceiling, type Programme, requireMembership, requireWithinBudget, requireWithinCeiling } from '../programmes/programme.rules';
import { ProgrammesService } from '../programmes/programmes.service';
import { Units } from '../units/units.service';
import { HouseholdKeys } from './household-keys';
import { CaseNoTaken, HouseholdAlreadyHelped } from './housing.errors';
import { requireDayBetween } from './housing.rules';

/** Cases approved on paper; `caseNo` names them in later papers. Amounts, budget and household rule are those of the day. */
@Injectable()
export class HousingApprovedPaper implements PaperKind<HousingApprovedItem> {
  readonly kind = 'HOUSING_APPROVED';
  readonly item = HousingApprovedItem;
  readonly issuers: readonly Level[] = ['C'];

  constructor(decisions: Decisions, private readonly units: Units, private readonly programmes: ProgrammesService, private readonly households: HouseholdKeys, private readonly outbox: Outbox) {
    decisions.register(this);
  }

  async check(tx: Tx, items: readonly HousingApprovedItem[], paper: PaperContext): Promise<ItemWarning[]> {
    const unitId = paper.issuer.unitId;
    await this.units.withinOn(tx, unitId, items.map((item) => item.unitCode), paper.on);
    const programmes = new Map<number, Programme>();
    const ceilings = new Map<string, Ceiling>();
    const used = new Map<number, number>();
    for (const year of [...new Set(items.map((item) => item.programmeYear))].sort()) {
      await this.programmes.lock(tx, unitId, year);
      const programme = await this.programmes.require(tx, unitId, year, paper.on);
      programmes.set(year, programme);
      for (const kind of HOUSING_KINDS) ceilings.set(`${year} ${kind}`, await this.programmes.ceiling(tx, programme, kind, paper.on));
      used.set(year, (await this.programmes.money(tx, unitId, year)).approvedVnd);
    }
    const leastMonths = await this.programmes.leastMonths(tx, paper.on);
    const taken = await this.taken(tx, items);
    const seen = new Set<string>();
    return eachItem(items, (item) => {
      const hash = this.households.hash(item.householdKey);
      if (taken.numbers.has(item.caseNo)) throw new CaseNoTaken(item.caseNo);
      if (taken.households.has(hash)) throw new HouseholdAlreadyHelped();
      if (seen.has(item.caseNo) || seen.has(hash)) throw new ItemTwice();
      seen.add(item.caseNo).add(hash);
      const programme = programmes.get(item.programmeYear) as Programme;
      const usedVnd = used.get(item.programmeYear) ?? 0;
      requireWithinCeiling(ceilings.get(`${item.programmeYear} ${item.housingKind}`) as Ceiling, item.amountVnd);
      requireWithinBudget(programme, usedVnd, item.amountVnd);
      used.set(item.programmeYear, usedVnd + item.amountVnd);
      if (item.memberSince !== undefined) {
        requireDayBetween('memberSince', item.memberSince, null, paper.on);
        requireMembership(item.memberSince, paper.on, leastMonths);
      }
      if (item.surveyedOn !== undefined) requireDayBetween('surveyedOn', item.surveyedOn, null, paper.on);
      return [
        ...(item.surveyedOn === undefined ? [{ code: 'SURVEY_MISSING', detail: 'No survey of the site is on record.' }] : []),
        ...(leastMonths !== null && item.memberSince === undefined ? [{ code: 'MEMBERSHIP_UNKNOWN', detail: `The rule of that day asks for ${leastMonths} months of membership; since when the member is one is not on record.` }] : []),
      ];
    });
  }

  async apply(tx: Tx, items: readonly HousingApprovedItem[], paper: PaperContext): Promise<string[]> {
    const unitIds = await this.units.withinOn(tx, paper.issuer.unitId, items.map((item) => item.unitCode), paper.on);
    const rows = items.map((item) => ({ item, id: newId(), unitId: unitIds.get(item.unitCode) ?? '' }));
    await tx.query(
      `insert into housing_case (id, case_no, unit_id, programme_unit_id, programme_year, housing_kind, member_name, member_key, household_hash, amount_vnd, state, surveyed_on, member_since, approved_on, decision_id, paper, version)
       select c.id, c.case_no, c.unit_id, $2, c.programme_year, c.housing_kind, c.member_name, c.member_key, c.household_hash, c.amount_vnd, 'APPROVED', c.surveyed_on, c.member_since, $3, $4, true, 1
       from jsonb_to_recordset($1::jsonb) as c(id uuid, case_no text, unit_id uuid, programme_year int, housing_kind text, member_name text, member_key text, household_hash text, amount_vnd bigint, surveyed_on date, member_since date)`,
      [JSON.stringify(rows.map(({ item, id, unitId }) => ({
        id, case_no: item.caseNo, unit_id: unitId, programme_year: item.programmeYear, housing_kind: item.housingKind, member_name: item.memberName, member_key: searchKey(item.memberName),
        household_hash: this.households.hash(item.householdKey), amount_vnd: item.amountVnd, surveyed_on: item.surveyedOn ?? null, member_since: item.memberSince ?? null,
      }))), paper.issuer.unitId, paper.on, paper.decisionId]).catch((error: unknown) => {
      if (violated(error, 'housing_case_no_unique')) throw new CaseNoTaken(items[0]?.caseNo ?? '');
      throw violated(error, 'housing_case_household_unique') ? new HouseholdAlreadyHelped() : error;
    });
    await this.outbox.publish(tx, HousingApprovedV1, rows.map(({ item, id, unitId }): DataOf<typeof HousingApprovedV1> => ({
      caseId: id, unitId, housingKind: item.housingKind, approvedOn: paper.on, amountVnd: item.amountVnd, programmeYear: item.programmeYear, decisionId: paper.decisionId,
    })));
    return rows.map((row) => row.id);
  }

  private async taken(tx: Tx, items: readonly HousingApprovedItem[]): Promise<{ numbers: ReadonlySet<string>; households: ReadonlySet<string> }> {
    const rows: { caseNo: string; hash: string; open: boolean }[] = await tx.query(
      `select case_no as "caseNo", household_hash as hash, state not in ('REJECTED', 'WITHDRAWN') as open from housing_case where case_no = any($1) or household_hash = any($2)`,
      [items.map((item) => item.caseNo), items.map((item) => this.households.hash(item.householdKey))]);
    return { numbers: new Set(rows.map((row) => row.caseNo)), households: new Set(rows.filter((row) => row.open).map((row) => row.hash)) };
  }
}
