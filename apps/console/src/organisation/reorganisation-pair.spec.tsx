import { screen, within } from '@testing-library/react';
import { show } from '../../test/render';
import { ReorganisationPair } from './reorganisation-pair';

it('puts the tree before beside the tree after, names orphans and who loses rights', async () => {
  await show(<ReorganisationPair preview={{
    lastDay: '2026-12-31', effectiveOn: '2027-01-01', openCases: 2, admittedSince: 3, cases: [{ unitCode: 'phuong-1', kind: 'MEMBER_ADMISSION', open: 2 }], counted: ['MEMBER_ADMISSION'],
    holdings: [{ unitCode: 'phuong-1', unitName: 'Công đoàn phường 1', members: 1_240, applicants: 3, posts: 5, departmentsAndGroups: 0, openDossiers: 2, employers: [] }], orphans: ['co-so-2'],
    ended: [{ unitCode: 'phuong-1', unitName: 'Công đoàn phường 1', successorCode: 'phuong-2', children: 2 }],
    rehung: [{ unitCode: 'co-so-1', unitName: 'CĐCS Một', level: 'G', fromCode: 'phuong-1', toCode: 'phuong-2' }, { unitCode: 'co-so-2', unitName: 'CĐCS Hai', level: 'G', fromCode: 'phuong-1', toCode: 'ha-noi' }],
    losingRights: [{ personId: '0196f7c0-0000-7000-8000-000000000009', personName: 'Lê Văn Cường', postId: '0196f7c0-0000-7000-8000-00000000000a', unitCode: 'phuong-1', hasAccount: true, keepsOtherPosts: false }],
  }} />);
  const before = screen.getByRole('region', { name: 'Trước' });
  expect(within(before).getByText('CĐCS Một')).toBeInTheDocument();
  expect(within(before).getByText('31/12/2026', { exact: false })).toBeInTheDocument();
  expect(within(before).getByText(/1\.240 đoàn viên, 3 người xin vào, 5 chức danh/)).toBeInTheDocument();
  const after = screen.getByRole('region', { name: 'Sau' });
  expect(within(after).getAllByText('+1')).toHaveLength(2);
  expect(within(after).getByText('CĐCS Hai')).toBeInTheDocument();
  expect(screen.getByText(/không nêu nơi về.*CĐCS Hai/)).toBeInTheDocument();
  expect(screen.getByText(/Lê Văn Cường/)).toBeInTheDocument();
  expect(screen.getByText('3 đoàn viên được kết nạp từ ngày hiệu lực về sau', { exact: false })).toBeInTheDocument();
});
