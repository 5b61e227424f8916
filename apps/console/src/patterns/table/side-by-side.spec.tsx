import { screen, within } from '@testing-library/react';
import { show } from '../../../test/render';
import { SideBySide } from './side-by-side';

const units = [['bac-tu-liem', 'Bắc Từ Liêm'], ['nam-tu-liem', 'Nam Từ Liêm'], ['cau-giay', 'Cầu Giấy'], ['tay-ho', 'Tây Hồ'], ['ha-dong', 'Hà Đông'], ['thanh-xuan', 'Thanh Xuân']].map(([code, name]) => ({ code: code!, name: name! }));
const rate = (value: string) => ({ reported: true, value, valueUnit: 'LEGACY_PERCENT', qualifier: 'EXACT' as const });

it('CBA-03, RPT-05: lays cluster 2 of 2019 side by side, names who is missing and never averages rates', async () => {
  await show(<SideBySide caption="Cụm 2" units={units} rows={[{
    code: 'CBA_COVERAGE', name: 'Tỷ lệ thỏa ước', sum: null,
    cells: { 'bac-tu-liem': rate('52'), 'nam-tu-liem': rate('75.2'), 'cau-giay': rate('62.6'), 'tay-ho': rate('69'), 'ha-dong': rate('70.37'), 'thanh-xuan': { reported: false } },
  }, { code: 'PARTNER_PROGRAMME_NEW', name: 'Chương trình', sum: { reported: true, value: '14', qualifier: 'EXACT' }, cells: { 'tay-ho': { reported: true, value: '2', qualifier: 'EXACT' } } }]} />);
  const row = screen.getByRole('row', { name: /Tỷ lệ thỏa ước/ });
  expect(within(row).getAllByRole('cell').map((cell) => cell.textContent)).toEqual(
    ['52%', '75,2%', '62,6%', '69%', '70,37%', 'chưa báo cáo', 'không cộng', '5 trong 6 đơn vịThanh Xuân: chưa báo cáo'],
  );
  expect(within(screen.getByRole('row', { name: /Chương trình/ })).getByText('14')).toBeInTheDocument();
});
