import { listMembers, listNotices, listWorks } from '@doanket/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { show } from '../../../test/render';
import { JobBell } from '../job/job-bell';
import { TakeOut } from './take-out';

const view = (over: object) => ({ id: '01920000-0000-7000-8000-000000000001', kind: 'WORKS', format: 'XLSX', state: 'QUEUED', unitCode: 'ha-noi', filter: {}, fileName: 'Công trình 02-03-2026.xlsx', rows: 0, size: null, askedAt: '2026-03-02T02:00:00Z', finishedAt: null, expiresAt: null, failure: null, version: 1, ...over });
const answer = (over: object): Response => ({ ok: true, status: 200, headers: new Headers(), json: async () => view(over) }) as unknown as Response;
/** A service that answers these states one after the other. */
function answering(...states: readonly object[]): jest.Mock {
  const left = [...states];
  const fetched = jest.fn((_url: string, _init?: RequestInit) => Promise.resolve(answer(left.length > 1 ? left.shift()! : left[0]!)));
  globalThis.fetch = fetched as unknown as typeof fetch;
  return fetched;
}
const buttons = (route = listWorks as Parameters<typeof TakeOut>[0]['route']) => <><TakeOut label="Công trình" route={route} filter={{ round: 'ha-noi-2023-dot-1', unit: 'tay-ho' }} disabled={false} /><JobBell /></>;

it('asks the service of the list with the filter it is seen under, follows the job and offers the file that lies there', async () => {
  const fetched = answering({}, { state: 'RUNNING', rows: 100 }, { state: 'DONE', rows: 121, size: 5_000 });
  await show(buttons());
  await userEvent.click(screen.getByRole('button', { name: 'Xuất danh sách ra tệp Excel' }));
  expect(await screen.findByText('Xuất danh sách: Công trình: đã xong', {}, { timeout: 5_000 })).toBeInTheDocument();
  const [url, init] = fetched.mock.calls[0] as [string, RequestInit];
  expect(url).toBe('/api/campaigns/exports');
  expect(JSON.parse(String(init.body))).toEqual({ kind: 'WORKS', format: 'XLSX', filter: { round: 'ha-noi-2023-dot-1', unit: 'tay-ho' } });
  await userEvent.click(screen.getByRole('button', { name: /Việc chạy nền/ }));
  expect(await screen.findByRole('link', { name: /02-03-2026/ })).toHaveAttribute('href', '/api/campaigns/exports/01920000-0000-7000-8000-000000000001/file');
}, 15_000);

it('makes one file of a double click, and another when the first is there', async () => {
  const fetched = answering({}, { state: 'DONE' }, {}, { state: 'DONE' });
  const asked = (): number => fetched.mock.calls.filter(([, init]) => (init as RequestInit).method === 'POST').length;
  await show(buttons());
  const button = screen.getByRole('button', { name: 'Xuất danh sách ra tệp Excel' });
  await userEvent.dblClick(button);
  expect(asked()).toBe(1);
  expect(await screen.findByText('Xuất danh sách: Công trình: đã xong', {}, { timeout: 5_000 })).toBeInTheDocument();
  await userEvent.click(button);
  expect(asked()).toBe(2);
}, 15_000);

it('says why there is no file', async () => {
  answering({}, { state: 'FAILED', failure: 'POST_GONE' });
  await show(buttons(listMembers));
  await userEvent.click(screen.getByRole('button', { name: 'Xuất danh sách ra tệp CSV' }));
  await userEvent.click(await screen.findByRole('button', { name: /Việc chạy nền/ }));
  await waitFor(() => expect(screen.getByText(/Chức danh dùng khi yêu cầu đã kết thúc/)).toBeInTheDocument(), { timeout: 5_000 });
}, 15_000);

it('offers nothing where a list is none that can be taken out', async () => {
  await show(buttons(listNotices));
  expect(screen.queryByRole('button', { name: /Xuất/ })).toBeNull();
});

it('asks for the columns that are left when some were unticked, and for none by name when nothing is', async () => {
  const bodyOf = (fetched: jest.Mock): Record<string, unknown> => JSON.parse(String((fetched.mock.calls.find(([, init]) => (init as RequestInit).method === 'POST') as [string, RequestInit])[1].body)) as Record<string, unknown>;
  const columns = { items: [{ name: 'title', title: 'Công trình' }, { name: 'unitCode', title: 'Mã đơn vị' }, { name: 'valueVnd', title: 'Giá trị' }] };
  for (const [hidden, wanted] of [[['valueVnd'], ['title', 'unitCode']], [['kind'], undefined]] as const) {
    const fetched = jest.fn((url: string, _init?: RequestInit) => Promise.resolve(url.includes('/columns') ? ({ ...answer({}), json: () => Promise.resolve(columns) } as Response) : answer({ state: 'DONE' })));
    globalThis.fetch = fetched as unknown as typeof fetch;
    const { unmount } = await show(<><TakeOut label="Công trình" route={listWorks} filter={{}} disabled={false} choice={() => ({ shown: new Set(['title']), hidden: new Set(hidden) })} /><JobBell /></>);
    await userEvent.click(screen.getByRole('button', { name: 'Xuất danh sách ra tệp Excel' }));
    await waitFor(() => expect(fetched.mock.calls.some(([, init]) => init?.method === 'POST')).toBe(true));
    expect(String(fetched.mock.calls[0]?.[0])).toBe('/api/campaigns/exports/columns?kind=WORKS');
    expect(bodyOf(fetched)['columns']).toEqual(wanted);
    unmount();
  }
}, 15_000);
