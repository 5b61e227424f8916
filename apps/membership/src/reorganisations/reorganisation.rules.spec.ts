import type { UnitType } from '@doanket/contracts';
import { mayHangOn } from '../units/unit.rules';
import { rehang, type Child, type Ending, type TreeUnit } from './reorganisation.rules';

const unit = (code: string, type: UnitType, parent: string): TreeUnit => ({ unitId: code, code, type, parentId: parent });
const rehung = (endings: readonly Ending[], children: readonly Child[]) => rehang(endings, children, mayHangOn);
const city = unit('ha-noi', 'C', 'viet-nam');
const zone = unit('khu-cong-nghiep', 'S_ZONE', 'ha-noi');
const district = unit('tay-ho', 'S_DISTRICT', 'ha-noi');
const school = unit('truong-a', 'G', 'tay-ho');
const ending = (over: Partial<Ending> = {}): Ending => ({ unit: district, state: 'ENDED', successor: null, childrenTo: null, city, ...over });
const child = { unit: school, from: '2025-07-01' };

it('ORG-05: hangs what nobody takes on the city, and calls it an orphan', () => {
  expect(rehung([ending()], [child])).toEqual([{ unit: school, from: district, to: city, validFrom: '2025-07-01', orphan: true }]);
});

it('ORG-05: prefers the unit named for the children, then the successor', () => {
  expect(rehung([ending({ successor: zone })], [child])).toMatchObject([{ to: zone, orphan: false }]);
  const ward = unit('phuong-1', 'S_WARD', 'ha-noi');
  expect(rehung([ending({ successor: ward, childrenTo: zone })], [child])).toMatchObject([{ to: zone, orphan: false }]);
});

it('ORG-05: leaves a child that ends by the same decision where it was', () => {
  expect(rehung([ending(), ending({ unit: school })], [child])).toEqual([]);
});

it('ORG-05: refuses an heir that ends too, and one that is not higher', () => {
  expect(rehung([ending({ successor: zone }), ending({ unit: zone })], [child])).toMatchObject({ fault: 'HEIR_ENDS_TOO' });
  expect(rehung([ending({ childrenTo: unit('truong-b', 'G', 'ha-noi') })], [child])).toMatchObject({ fault: 'PARENT_NOT_HIGHER' });
});
