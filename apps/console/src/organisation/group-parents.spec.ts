import { parentsOf } from './group-parents';

it('ORG-13: a group hangs on the union or on a department of it, never on another group', () => {
  expect(parentsOf({ code: 'cong-ty', name: 'CĐCS Công ty' }, [{ code: 'xuong', name: 'Xưởng', type: 'D' }, { code: 'to-1', name: 'Tổ 1', type: 'T' }])).toEqual([{ value: 'cong-ty', label: 'CĐCS Công ty' }, { value: 'xuong', label: 'Xưởng' }]);
});
