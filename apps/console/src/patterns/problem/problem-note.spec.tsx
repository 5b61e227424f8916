import { screen } from '@testing-library/react';
import { Problem } from '../../api/problem';
import { show } from '../../../test/render';
import { ProblemNote } from './problem-note';

it('speaks Vietnamese, gives the number to look up, and offers no second try where it cannot help', async () => {
  await show(<ProblemNote onRetry={() => undefined} problem={new Problem({ code: 'something/new', status: 409, title: 'English title', correlationId: 'trace-7' })} />);
  expect(screen.getByRole('alert')).toHaveTextContent('Tình trạng đã thay đổi');
  expect(screen.queryByText('English title')).not.toBeInTheDocument();
  expect(screen.getByText('trace-7')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Thử lại' })).not.toBeInTheDocument();
});

it('offers a second try for a lost line, and says when for too many calls', async () => {
  await show(<><ProblemNote onRetry={() => undefined} problem={new Problem({ code: 'line/lost', status: 0 })} /><ProblemNote problem={new Problem({ code: 'http/429', status: 429, retryAfterSeconds: 30 })} /></>);
  expect(screen.getByRole('button', { name: 'Thử lại' })).toBeInTheDocument();
  expect(screen.getByText('Có thể thử lại sau 30 giây.')).toBeInTheDocument();
});

it('says where it is wrong, and what only where the title has not said it', async () => {
  const errors = [{ pointer: '/body/parts/0', detail: 'Nobody goes there' }];
  const { unmount } = await show(<ProblemNote problem={new Problem({ code: 'membership/part-without-members', status: 422, errors })} />);
  expect(screen.getByRole('listitem')).toHaveTextContent(/^Các công đoàn cơ sở mới › 1$/);
  unmount();
  await show(<ProblemNote problem={new Problem({ code: 'request/invalid', status: 400, errors })} />);
  expect(screen.getByRole('listitem')).toHaveTextContent('Các công đoàn cơ sở mới › 1: Nội dung ô này chưa đúng.');
});
