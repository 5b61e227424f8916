import type { Stage } from '../stage';
import { PENCIL_UNION } from './tree';

/** 2025: a plan in two rounds, and the housing cases of Sóc Sơn and of a pencil factory's union; sums are invented. */
export async function year2025(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  const paper = (service: 'campaigns' | 'welfare', kind: string, decidedOn: string, items: readonly Record<string, unknown>[]): Promise<string[]> =>
    player.paper(desk, { service, kind, issuer: 'ha-noi', number: player.demoNumber('ha-noi'), decidedOn, items });
  await paper('campaigns', 'PLAN_ISSUED', '2024-12-26', [{
    code: 'ha-noi-2025-ke-hoach', title: 'Kế hoạch phong trào thi đua năm 2025', year: 2025, startsOn: '2025-01-01', endsOn: '2025-12-31', rounds: [{ label: 'Đợt 1' }, { label: 'Đợt 2' }],
  }]);
  await paper('welfare', 'HOUSING_PROGRAMME', '2025-01-15', [{ year: 2025, budgetVnd: 3_000_000_000, buildVnd: 50_000_000, repairVnd: 30_000_000 }]);
  const cases = [
    { caseNo: 'MA-2025-001', unitCode: 'soc-son-co-so-1', housingKind: 'BUILD', amountVnd: 50_000_000 }, { caseNo: 'MA-2025-002', unitCode: 'soc-son-co-so-2', housingKind: 'BUILD', amountVnd: 50_000_000 },
    { caseNo: 'MA-2025-003', unitCode: 'soc-son-co-so-1', housingKind: 'REPAIR', amountVnd: 30_000_000 },
  ];
  const approved = (item: (typeof cases)[number]): Record<string, unknown> => ({ ...item, memberName: stage.names.take(), householdKey: `HK-${item.caseNo}`, programmeYear: 2025, surveyedOn: '2025-03-20' });
  const paid = (item: (typeof cases)[number], paidOn: string): Record<string, unknown> => ({ caseNo: item.caseNo, unitCode: item.unitCode, paidOn, amountVnd: item.amountVnd });
  await paper('welfare', 'HOUSING_APPROVED', '2025-05-06', cases.map(approved));
  await paper('welfare', 'HOUSING_PAID', '2025-05-06', cases.map((item) => paid(item, '2025-05-06')));
  const repair = { caseNo: 'MA-2025-004', unitCode: PENCIL_UNION, housingKind: 'REPAIR', amountVnd: 30_000_000 };
  await paper('welfare', 'HOUSING_APPROVED', '2025-08-11', [approved(repair)]);
  await paper('welfare', 'HOUSING_PAID', '2025-08-18', [paid(repair, '2025-08-18')]);
}
