import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { show } from '../../../test/render';
import { Chart } from './chart';
import { Tile } from './tile';

jest.mock('./chart-engine', () => ({ init: () => ({ setOption: jest.fn(), on: jest.fn(), dispose: jest.fn(), resize: jest.fn() }) }));

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
