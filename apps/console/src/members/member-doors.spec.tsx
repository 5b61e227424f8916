import type { MemberDetail } from '@doanket/contracts';
import { screen } from '@testing-library/react';
import { aMe, aPost, show } from '../../test/render';
import { MemberDoors } from './member-doors';

const member = (part: Partial<MemberDetail> = {}): MemberDetail => ({
  id: '01920000-0000-7000-8000-0000000000b1', personId: '01920000-0000-7000-8000-0000000000b2', fullName: 'Đỗ Thị Bình', unitCode: 'cong-ty', unitName: 'CĐCS Công ty', status: 'ACTIVE', appliedOn: null, admittedOn: null, decisionId: null, dossierId: null, rejectedBecause: null, version: 1, warnings: [],
  profile: { employeeCode: null, job: null, education: null, directWorker: null, leader: null, skillGrade: null, birthDate: null, gender: null, nationality: 'VN', personalId: null, socialInsuranceNo: null, passportNo: null, consent: null }, ...part,
});
const union = aPost({ level: 'G', unitCode: 'cong-ty' });
const doors = (): string[] => screen.queryAllByRole('button').map((button) => button.textContent ?? '');

it('ORG-09: the committee of the union decides what was sent to it, and no other', async () => {
  await show(<MemberDoors member={member({ status: 'SUBMITTED' })} />, { me: aMe(union) });
  expect(doors()).toEqual(expect.arrayContaining(['Kết nạp', 'Không kết nạp']));
});

it('ORG-09: a sister union and the unit above decide nothing', async () => {
  await show(<MemberDoors member={member({ status: 'SUBMITTED' })} />, { me: aMe(aPost({ level: 'G', unitCode: 'cong-ty-khac' })) });
  expect(doors().join()).not.toMatch(/ết nạp/);
});

it('ORG-09: nobody decides their own application', async () => {
  const me = aMe(union);
  await show(<MemberDoors member={member({ status: 'SUBMITTED', personId: me.person.id ?? '' })} />, { me });
  expect(screen.getByRole('button', { name: 'Kết nạp' })).toBeDisabled();
  expect(screen.getByText('Không ai tự quyết định đơn của mình.')).toBeInTheDocument();
});

it('ORG-11: a member without a post changes the own profile and nobody else\'s', async () => {
  const me = aMe(null);
  const { unmount } = await show(<MemberDoors member={member({ personId: me.person.id ?? '' })} />, { me });
  expect(doors()).toEqual(['Sửa hồ sơ', 'Thẻ đoàn viên']);
  unmount();
  await show(<MemberDoors member={member()} />, { me });
  expect(doors()).not.toContain('Sửa hồ sơ');
});

it('a membership that ended is not changed any more', async () => {
  await show(<MemberDoors member={member({ status: 'LEFT' })} />, { me: aMe(union) });
  expect(doors()).not.toContain('Sửa hồ sơ');
  expect(doors()).not.toContain('Chuyển sinh hoạt');
});
