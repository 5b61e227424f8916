import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mediaThat } from '../../../test/media';
import { show } from '../../../test/render';
import type { Column } from './list-types';
import { RecordList } from './record-list';

interface Row { readonly id: string; readonly name: string; readonly unit: string }
const columns: Column<Row>[] = [{ key: 'name', title: 'Tên', show: (row) => row.name, always: true }, { key: 'unit', title: 'Đơn vị', show: (row) => row.unit }];
const rows: Row[] = Array.from({ length: 5 }, (_, index) => ({ id: String(index), name: `Công trình ${index}`, unit: 'Tây Hồ' }));
const fetchPage = jest.fn((values: Readonly<Record<string, string>>, cursor: string | null) => Promise.resolve(
  values['state'] === 'NONE' ? { items: [], nextCursor: null } : cursor === null ? { items: rows.slice(0, 3), nextCursor: 'c', total: 5 } : { items: rows.slice(3), nextCursor: null, total: 5 },
));
const list = (extra: object = {}) => (
  <RecordList id="test" label="Công trình" columns={columns} rowKey={(row) => row.id} href={(row) => `/works/${row.id}`} source={{ key: ['test'], fetchPage }}
    filters={[{ key: 'state', label: 'Tình trạng', options: [{ value: 'NONE', label: 'Không có' }] }]} empty="Chưa có gì. Hãy đăng ký." {...extra} />
);

beforeEach(() => fetchPage.mockClear());

it('shows rows, asks for the next page by cursor and says how many there are', async () => {
  await show(list());
  expect(await screen.findByRole('link', { name: 'Công trình 0' })).toHaveAttribute('href', '/works/0');
  expect(screen.getByText('3 trên 5 dòng')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Xem thêm' }));
  await waitFor(() => expect(screen.getByText('5 trên 5 dòng')).toBeInTheDocument());
  expect(fetchPage).toHaveBeenLastCalledWith({}, 'c', expect.anything());
});

it('keeps a filter in the address, shows it as a chip and says what to do when nothing is found', async () => {
  const { history } = await show(list());
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Tình trạng' }), 'NONE');
  await waitFor(() => expect(history.location.search).toBe('?state=NONE'));
  expect(await screen.findByText('Không có dòng nào khớp với bộ lọc.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Bỏ lọc Tình trạng: Không có' }));
  await waitFor(() => expect(history.location.search).toBe(''));
});

it('moves by j and k and opens by the focused link', async () => {
  await show(list());
  await screen.findByRole('link', { name: 'Công trình 0' });
  fireEvent.keyDown(document.body, { key: 'j' });
  fireEvent.keyDown(document.body, { key: 'j' });
  await waitFor(() => expect(screen.getByRole('link', { name: 'Công trình 1' })).toHaveFocus());
  fireEvent.keyDown(document.body, { key: 'k' });
  await waitFor(() => expect(screen.getByRole('link', { name: 'Công trình 0' })).toHaveFocus());
});

it('counts marked rows and offers what can be done with them', async () => {
  await show(list({ bulk: (marked: readonly Row[]) => <button type="button">Ký {marked.length}</button> }));
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Đánh dấu Công trình 1' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Đánh dấu Công trình 2' }));
  expect(screen.getByText('Đã đánh dấu 2 dòng')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Ký 2' })).toBeInTheDocument();
});

it('on a phone many filters are folded below the first, few stand there as they are', async () => {
  mediaThat('screen and (max-width: 719px)');
  const filters = ['q', 'state', 'unit', 'kind'].map((key) => ({ key, label: `Lọc ${key}` }));
  const { unmount } = await show(list({ filters: filters.slice(0, 3) }));
  await screen.findByRole('link', { name: 'Công trình 0' });
  expect(screen.queryByText('Bộ lọc khác')).toBeNull();
  unmount();
  await show(list({ filters }), { at: '/?kind=A' });
  const folded = (await screen.findByText('Bộ lọc khác')).closest('details')!;
  expect(within(folded).getAllByRole('searchbox', { hidden: true }).map((box) => box.getAttribute('placeholder'))).toEqual(['Lọc state', 'Lọc unit', 'Lọc kind']);
  expect(folded).not.toContainElement(screen.getByPlaceholderText('Lọc q'));
  expect(screen.getByRole('button', { name: /Lọc kind: A/ })).toBeInTheDocument();
});

it('says at the head of a card what a mere number is, and where a fact is empty', async () => {
  mediaThat('screen and (max-width: 719px)');
  const numbered: Column<Row>[] = [{ key: 'row', title: 'Dòng', show: (row) => String(7 + Number(row.id)), always: true }, ...columns.slice(1)];
  const { unmount } = await show(list({ columns: [...numbered, { key: 'until', title: 'Đến ngày', show: () => '' }], href: () => null }));
  expect(await screen.findByText('Dòng 7')).toBeInTheDocument();
  expect(screen.getAllByText('Đến ngày')[0]!.nextElementSibling).toHaveTextContent('–');
  unmount();
  await show(list());
  expect((await screen.findByRole('link', { name: 'Công trình 0' })).closest('.dk-card-name')).toHaveTextContent(/^Công trình 0$/);
});

it('remembers hidden columns on this device', async () => {
  localStorage.setItem('doanket.list.test', JSON.stringify({ hidden: ['unit'] }));
  await show(list());
  const table = await screen.findByRole('table');
  expect(within(table).queryByRole('columnheader', { name: 'Đơn vị' })).not.toBeInTheDocument();
});

it('puts every loaded row on paper, without boxes and actions, and the filters that were set', async () => {
  const media = mediaThat();
  const many = Array.from({ length: 300 }, (_, index) => ({ id: String(index), name: `Công trình ${index}`, unit: 'Tây Hồ' }));
  await show(list({ source: { key: ['many'], fetchPage: () => Promise.resolve({ items: many, nextCursor: null, total: 300 }) }, bulk: () => null, rowActions: () => <button type="button">Ký</button> }), { at: '/?state=SOME' });
  const links = (): number => document.querySelectorAll('.dk-table a').length;
  await screen.findByText('300 trên 300 dòng');
  expect(links()).toBeLessThan(100);
  media.set('print', true);
  expect(links()).toBe(300);
  expect(screen.getByRole('checkbox', { name: 'Đánh dấu Công trình 299' }).closest('.no-print')).not.toBeNull();
  expect(screen.getAllByRole('button', { name: 'Ký' }).at(-1)!.closest('.no-print')).not.toBeNull();
  expect(screen.getByRole('button', { name: /Bỏ lọc Tình trạng/ }).closest('.no-print')).toBeNull();
  media.set('print', false);
  expect(links()).toBeLessThan(100);
});
