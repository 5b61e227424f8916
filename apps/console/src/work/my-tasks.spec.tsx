import { screen } from '@testing-library/react';
import { aMe, aPost, show } from '../../test/render';
import { MyTasks } from './my-tasks';

const arrears = { unitCode: 'cong-ty', unitName: 'CĐCS Công ty', month: '2026-09', dueOn: '2026-10-20', membersOweVnd: 1_200_000, unitOwesVnd: 300_000, reminders: 1, remindedOn: '2026-10-21' };
const asked: string[] = [];
beforeEach(() => {
  asked.length = 0;
  global.fetch = jest.fn(async (url: RequestInfo | URL) => {
    asked.push(String(url).split('?')[0]!);
    return { ok: true, status: 200, headers: new Headers(), json: async () => ({ items: String(url).includes('dues-arrears') ? [arrears] : [], nextCursor: null }) } as Response;
  });
});

it('says what dues are past their day, with both amounts, and leads to the month', async () => {
  await show(<MyTasks />, { me: aMe(aPost({ level: 'C', unitCode: 'ha-noi' })) });
  expect(await screen.findByRole('link', { name: 'CĐCS Công ty' })).toHaveAttribute('href', '/dues/cong-ty/2026-09');
  expect(screen.getByText(/Tháng 09\/2026: đoàn viên còn nợ 1\.200\.000 đ, đơn vị chưa nộp lên 300\.000 đ/)).toBeInTheDocument();
  expect(asked.sort()).toEqual(['/api/membership/dues-arrears', '/api/membership/exchange-tasks', '/api/membership/member-transfers', '/api/membership/money-tasks']);
});

it('asks only for what the post may look into, and for nothing without a post', async () => {
  const { unmount } = await show(<MyTasks />, { me: aMe(aPost({ level: 'G', unitCode: 'cong-ty', post: 'OFFICER' })) });
  await screen.findByRole('link', { name: 'CĐCS Công ty' });
  expect(asked).toEqual(['/api/membership/dues-arrears']);
  unmount();
  asked.length = 0;
  await show(<MyTasks />, { me: aMe(null) });
  expect(asked).toEqual([]);
});
