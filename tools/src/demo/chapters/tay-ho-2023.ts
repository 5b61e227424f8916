import type { Stage } from '../stage';
import { SCHOOL_A, SCHOOL_B } from './tree';

/** Tây Hồ's movement of 2023 with its target: at least 20 % of staff with a recognised and entered initiative. */
export async function tayHo2023(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  await player.paper(desk, {
    service: 'campaigns', kind: 'MOVEMENT_OPENED', issuer: 'tay-ho', number: player.demoNumber('tay-ho'), decidedOn: '2023-01-25',
    items: [{
      code: 'tay-ho-2023', title: 'Phong trào thi đua trong công nhân, viên chức, lao động quận Tây Hồ năm 2023', startsOn: '2023-01-25', endsOn: '2023-12-31',
      targets: [{
        code: 'INITIATIVE_SHARE', title: 'Tối thiểu 20% cán bộ, công chức, viên chức có sáng kiến được công nhận cấp cơ sở và nhập hệ thống', numeratorIndicator: 'INI_STAFF_SHARE', comparator: 'AT_LEAST',
        threshold: '20', valueUnit: 'PERCENT', calculatedAt: 'G', distinctPersons: true, blocs: ['ADMINISTRATIVE', 'PUBLIC_SERVICE_FULL_BUDGET', 'PUBLIC_SERVICE'], dueOn: '2023-12-31',
      }],
    }],
  });
  // Unit A: 50 staff, 14 initiatives of 10 persons, all entered: 20 %, met. Unit B: 10 persons, two of them not entered: 16 %, not met.
  await unit(stage, SCHOOL_A, { initiatives: 14, persons: 10, entered: 14 });
  await unit(stage, SCHOOL_B, { initiatives: 10, persons: 10, entered: 8 });
}

async function unit(stage: Stage, unitCode: string, counts: { initiatives: number; persons: number; entered: number }): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  const persons = stage.names.many(counts.persons);
  const paper = (kind: string, decidedOn: string, items: readonly Record<string, unknown>[]): Promise<string[]> =>
    player.paper(desk, { service: 'initiatives', kind, issuer: unitCode, number: player.demoNumber(unitCode), decidedOn, items });
  const items = Array.from({ length: counts.initiatives }, (_, n) => ({
    unitCode, title: `Sáng kiến cải tiến công việc số ${n + 1}`, initiativeType: 'INNOVATION', solutionKind: 'OPERATIONAL', recognitionLevel: 'BASE', firstAppliedOn: '2023-02-01',
    authors: [{ name: persons[n % counts.persons], share: 100 }],
  }));
  await paper('INITIATIVE_RECOGNISED', '2023-06-30', items);
  await paper('PROGRAMME_ENTERED', '2023-07-14', items.slice(0, counts.entered).map(({ title }) => ({ unitCode, title, programmeCode: 'ONE_MILLION_INITIATIVES', enteredOn: '2023-07-14' })));
  await paper('STAFF_COUNTED', '2023-12-31', [{ unitCode, countedOn: '2023-12-31', persons: 50 }]);
}
