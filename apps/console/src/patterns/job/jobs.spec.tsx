import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { show } from '../../../test/render';
import { JobBell } from './job-bell';
import { secondsLeft, useJobs } from './jobs';

function Start({ work }: { work: Parameters<ReturnType<typeof useJobs>['start']>[1] }) {
  const { start } = useJobs();
  return <><button type="button" onClick={() => start('Xuất danh sách', work)}>Bắt đầu</button><JobBell /></>;
}

it('runs in the background, tells when it ends and keeps the result', async () => {
  URL.createObjectURL = () => 'blob:result';
  await show(<Start work={({ progress }) => { progress(5, 10); return Promise.resolve(new File(['x'], 'a.csv')); }} />);
  await userEvent.click(screen.getByRole('button', { name: 'Bắt đầu' }));
  expect(await screen.findByText('Xuất danh sách: đã xong')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /Việc chạy nền/ }));
  expect(await screen.findByRole('link', { name: 'Tải a.csv' })).toHaveAttribute('href', 'blob:result');
});

it('tells how long it takes still', () => {
  expect(secondsLeft({ done: 5, total: 10, startedAtMs: 0 }, 10_000)).toBe(10);
  expect(secondsLeft({ done: 0, total: 10, startedAtMs: 0 }, 10_000)).toBeNull();
});
