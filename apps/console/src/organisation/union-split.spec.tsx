import type { UnitDetail, UnitSplitPreview } from '@doanket/contracts';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { answering, Refusal, type SentCall } from '../../test/api';
import { aMe, aPost, show } from '../../test/render';
import { ownDrafts } from '../api/drafts';
import { splitOf, SplitReport, SplitUnion } from './union-split';

const unit = { id: 'u', code: 'cong-ty', name: 'CĐCS Công ty Mẫu', parentCode: 'tay-ho', state: 'ACTIVE', type: 'G', level: 'G' } as UnitDetail;
const preview: UnitSplitPreview = {
  unitCode: 'cong-ty', unitName: 'CĐCS Công ty Mẫu', lastDay: '2027-01-31', effectiveOn: '2027-02-01', successorCode: null, members: 5,
  parts: [{ code: 'phan-xuong', name: 'CĐCS Phân xưởng', parentCode: 'tay-ho', bloc: null, members: 2, byGroup: 2, byName: 0, groups: [{ code: 'to-1', name: 'Tổ 1', members: 2 }], employers: [] }],
  unassigned: { count: 3, items: [{ memberId: 'm', personName: 'Trần Thị Mẫu' }] }, inTransit: 0, admittedSince: 0, moved: [], endedGroups: [], losingRights: [],
  holdings: { unitCode: 'cong-ty', unitName: 'CĐCS Công ty Mẫu', members: 5, applicants: 0, posts: 0, departmentsAndGroups: 1, openDossiers: 0, employers: [], money: { cashVnd: 100_000, memberCreditVnd: 0, membersOweVnd: 0, unsentVnd: 0 } },
  cases: [{ kind: 'MEMBER_APPLICATION', open: 1 }], casesGoTo: 'cong-ty', moneyStaysWith: 'cong-ty',
};
const city = aMe(aPost({ level: 'C', unitCode: 'ha-noi' }));
let sent: SentCall[];
beforeEach(() => {
  localStorage.clear();
  ownDrafts('me');
  sent = answering(({ url }) => (url.endsWith('/dry-run') ? preview : undefined));
});

it('ORG-05: a split shows who would go where before the button, with the code made of the name', async () => {
  await show(<SplitUnion unit={unit} onClose={jest.fn()} />, { me: city });
  expect(screen.getByText('Điền ngày và các công đoàn mới để xem trước ai về đâu.')).toBeInTheDocument();
  expect(sent.filter(({ url }) => url.includes('unit-splits'))).toEqual([]);
  fireEvent.change(screen.getByRole('textbox', { name: /^Tên/ }), { target: { value: 'CĐCS Phân xưởng' } });
  expect(await screen.findByText('5 đoàn viên, 1 công đoàn mới, có hiệu lực từ 01/02/2027.', { exact: false })).toBeInTheDocument();
  expect(screen.getByText('3 đoàn viên ở lại')).toBeInTheDocument();
  const asked = sent.find(({ url }) => url.endsWith('/unit-splits/dry-run'));
  expect(asked?.body).toMatchObject({ unitCode: 'cong-ty', parts: [{ name: 'CĐCS Phân xưởng', groupCodes: [], memberIds: [], employers: [] }] });
  expect(asked?.body).not.toHaveProperty('decision');
  expect(screen.getByRole('button', { name: 'Tách công đoàn cơ sở' })).toBeDisabled();
});

it('ORG-05: what is still missing in the split is said without alarm while it is filled in', async () => {
  answering(({ url }) => (url.endsWith('/dry-run') ? new Refusal(422, 'membership/part-without-members', '/body/parts/0') : undefined));
  await show(<SplitUnion unit={unit} onClose={jest.fn()} />, { me: city });
  fireEvent.change(screen.getByRole('textbox', { name: /^Tên/ }), { target: { value: 'CĐCS Phân xưởng' } });
  expect(await screen.findByText('Có công đoàn mới chưa có đoàn viên nào.')).toHaveAttribute('role', 'status');
  expect(screen.queryByRole('alert')).toBeNull();
});

it('ORG-05: the successor is one of the new unions', async () => {
  await show(<SplitUnion unit={unit} onClose={jest.fn()} />, { me: city });
  fireEvent.change(screen.getByRole('textbox', { name: /kế thừa pháp lý/ }), { target: { value: 'khong-co' } });
  await waitFor(() => expect(screen.getByText('Phải là mã của một công đoàn mới nêu trên.')).toBeInTheDocument());
});

it('ORG-05: where the old union ends, who goes nowhere is named', async () => {
  await show(<SplitReport preview={{ ...preview, successorCode: 'phan-xuong', casesGoTo: 'phan-xuong', admittedSince: 2 }} />, { me: city });
  expect(screen.getByText('2 đoàn viên được kết nạp từ ngày hiệu lực về sau', { exact: false })).toBeInTheDocument();
  expect(screen.getByText('Trần Thị Mẫu')).toBeInTheDocument();
  expect(screen.getByText('1 hồ sơ đang mở thuộc về CĐCS Phân xưởng.', { exact: false })).toBeInTheDocument();
});

it('employers go to a part as a whole or shared', () => {
  expect(splitOf('cong-ty', { parts: [{ code: 'a', employers: ['0101111001'], shared: true }, { code: 'b' }] })).toEqual({
    unitCode: 'cong-ty', parts: [{ code: 'a', employers: [{ enterpriseCode: '0101111001', shared: true }] }, { code: 'b', employers: [] }],
  });
});
