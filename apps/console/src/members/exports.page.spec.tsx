import type { ExportView } from '@doanket/contracts';
import { act, screen } from '@testing-library/react';
import { answering } from '../../test/api';
import { show } from '../../test/render';
import { ExportsPage } from './exports.page';

const row = (state: ExportView['state'], rows: number): ExportView => ({
  id: '01920000-0000-7000-8000-000000000001', kind: 'MEMBERS', format: 'XLSX', state, unitCode: 'ha-noi', filter: {}, fileName: 'Danh sách đoàn viên 02-03-2026.xlsx', rows,
  size: state === 'DONE' ? 5_000 : null, askedAt: '2026-03-02T02:00:00Z', finishedAt: null, expiresAt: null, failure: null, version: 1,
}) as unknown as ExportView;
/** Time in which a page that asks all the time would have asked again and again. */
const LONG_MS = 20_000;
const pass = (ms: number): Promise<void> => act(() => jest.advanceTimersByTimeAsync(ms));

beforeEach(() => { jest.useFakeTimers({ advanceTimers: true }); });
afterEach(() => { jest.useRealTimers(); });

it('asks nothing more where no file is being made', async () => {
  const sent = answering(() => ({ items: [row('DONE', 121)], nextCursor: null }));
  await show(<ExportsPage />);
  expect(await screen.findByText('121')).toBeInTheDocument();
  await pass(1_000);
  const before = sent.length;
  await pass(LONG_MS);
  expect(sent.length).toBe(before);
});

it('follows a file while it is being made, shows it when it is there, and asks no more', async () => {
  let now = row('RUNNING', 100);
  const sent = answering(() => ({ items: [now], nextCursor: null }));
  await show(<ExportsPage />);
  expect(await screen.findByText('100')).toBeInTheDocument();
  const before = sent.length;
  await pass(5_000);
  expect(sent.length).toBeGreaterThan(before);
  now = row('DONE', 121);
  await pass(5_000);
  expect(screen.getByText('121')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Tải về' })).toBeInTheDocument();
  const after = sent.length;
  await pass(LONG_MS);
  expect(sent.length).toBe(after);
});
