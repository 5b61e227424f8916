import type { UnitStatistics } from '@doanket/contracts';
import { structureRows } from './structure-rows';

const group = (part: Partial<UnitStatistics['groups'][number]>): UnitStatistics['groups'][number] => ({ status: 'ACTIVE', bloc: 'FDI', gender: 'FEMALE', directWorker: 'YES', members: 1, ...part });

it('counts women, men and unknown apart by bloc, the largest first, and nobody who has left', () => {
  const rows = structureRows([
    group({ members: 3 }), group({ members: 2, directWorker: 'NO' }), group({ gender: 'MALE', members: 4 }), group({ bloc: null, gender: 'UNKNOWN', members: 20 }), group({ status: 'LEFT', members: 900 }), group({ status: 'SUBMITTED', members: 900 }), group({ status: 'IN_TRANSIT', gender: 'MALE', members: 1 }),
  ], (bloc) => bloc ?? 'không chia khối');
  expect(rows).toEqual([{ name: 'không chia khối', values: [0, 0, 20] }, { name: 'FDI', values: [5, 5, 0] }]);
});
