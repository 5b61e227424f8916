import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mediaThat } from '../../../test/media';
import { show } from '../../../test/render';
import { Chart, shortName } from './chart';
import { ON_PALETTE, PALETTE } from './palette';
import { Tile } from './tile';

const mockSetOption = jest.fn();
const mockResize = jest.fn();
jest.mock('./chart-engine', () => ({ init: () => ({ setOption: mockSetOption, on: jest.fn(), dispose: jest.fn(), resize: mockResize }) }));

it('RPT-04: opens the records of every figure of a tile', async () => {
  await show(<Tile question="Bao nhiêu công trình?" figure={{ reported: true, value: '620', qualifier: 'EXACT' }} href="/works" more={[{ label: 'cấp cơ sở', figure: { reported: true, value: '526', qualifier: 'EXACT' }, href: '/g' }]} />);
  expect(screen.getByRole('link', { name: 'Bao nhiêu công trình? 620. Mở các bản ghi' })).toHaveAttribute('href', '/works');
  expect(screen.getByRole('link', { name: /cấp cơ sở 526/ })).toHaveAttribute('href', '/g');
});

it('says what was not reported instead of zero', async () => {
  await show(<Tile question="Bao nhiêu?" figure={{ reported: false }} href={null} />);
  expect(screen.getByText('chưa báo cáo')).toBeInTheDocument();
});

it('shows a chart as a table with links to the records', async () => {
  await show(<Chart title="Theo nghề" series={['Thí sinh']} rows={[{ name: 'Hàn CO2', values: [46], href: '/t' }, { name: 'Hàn TIG', values: [null] }]} />);
  await userEvent.click(screen.getByRole('button', { name: 'Xem bảng số' }));
  const table = screen.getByRole('table');
  expect(within(table).getByRole('link', { name: 'Hàn CO2' })).toHaveAttribute('href', '/t');
  expect(within(table).getByText('chưa báo cáo')).toBeInTheDocument();
});

interface Drawn { readonly color: readonly string[]; readonly textStyle: { readonly color: string } }
const drawn = (): Drawn => mockSetOption.mock.lastCall?.[0] as Drawn;

it('draws a chart anew when the look changes, and light and as wide as the sheet on paper', async () => {
  const media = mediaThat();
  document.documentElement.dataset['look'] = 'dark';
  await show(<Chart title="Theo nghề" series={['Thí sinh']} rows={[{ name: 'Hàn CO2', values: [46] }]} />);
  await waitFor(() => expect(drawn()?.color).toEqual(PALETTE.dark));
  const darkInk = drawn().textStyle.color;
  await act(async () => { document.documentElement.dataset['look'] = 'light'; await Promise.resolve(); });
  expect(drawn().color).toEqual(PALETTE.light);
  expect(drawn().textStyle.color).not.toBe(darkInk);
  media.set('print', true);
  expect(mockResize).toHaveBeenLastCalledWith({ width: 660 });
  media.set('print', false);
  expect(mockResize).toHaveBeenLastCalledWith({ width: 'auto' });
});

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [one, other].map((colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at]!, 0)).sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

it.each(['light', 'dark'] as const)('writes on every bar of the %s palette at 4.5 : 1 or more', (look) => {
  expect(PALETTE[look].map((colour, index) => contrast(colour, ON_PALETTE[look][index]!)).filter((one) => one < 4.5)).toEqual([]);
});

it('cuts a long name in its middle, so that names which begin alike still differ', () => {
  expect(shortName('Công đoàn phường, xã số 12', 18)).toBe('Công đoà…xã số 12');
  expect(shortName('Công đoàn phường, xã số 13', 18)).toBe('Công đoà…xã số 13');
  expect(shortName('Tây Hồ', 18)).toBe('Tây Hồ');
  expect(shortName('Công đoàn phường 1', 18)).toBe('Công đoàn phường 1');
});
