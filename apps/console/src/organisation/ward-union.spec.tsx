import type { WardUnionCheck } from '@doanket/contracts';
import { screen } from '@testing-library/react';
import { show } from '../../test/render';
import { attachedByTerritory, GuidelineCheck } from './ward-union.page';

const check: WardUnionCheck = {
  members: 1_499, units: 12, leastMembers: 1_500, leastUnits: 10, belowGuideline: true, unitCodes: [], neighbours: [{ unitCode: 'phuong-2', unitName: 'Công đoàn phường Hai', territories: ['p2'], members: 2_300, units: 21 }],
};
const answered = (data: WardUnionCheck): void => { global.fetch = jest.fn(async () => ({ ok: true, status: 200, headers: new Headers(), json: async () => data }) as Response); };

it('ORG-06: one member below the guideline names both figures and the neighbour that could take them', async () => {
  answered(check);
  await show(<GuidelineCheck territories={['p1']} unitCodes={[]} on={null} />);
  expect(await screen.findByText(/Dưới quy mô hướng dẫn: 1\.499 đoàn viên \(cần 1\.500\), 12 CĐCS \(cần 10\)/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Công đoàn phường Hai' })).toHaveAttribute('href', '/organisation/units/phuong-2');
});

it('ORG-06: at the guideline no neighbour is proposed', async () => {
  answered({ ...check, members: 1_500, belowGuideline: false });
  await show(<GuidelineCheck territories={['p1']} unitCodes={[]} on={null} />);
  expect(await screen.findByText(/Đủ quy mô hướng dẫn/)).toBeInTheDocument();
  expect(screen.queryByRole('link')).toBeNull();
});

it('asks for nothing while no ward is chosen', async () => {
  answered(check);
  await show(<GuidelineCheck territories={[]} unitCodes={[]} on={null} />);
  expect(global.fetch).not.toHaveBeenCalled();
});

it('names unions only where some were chosen: else they follow the territories', () => {
  expect([attachedByTerritory({ name: 'x', unitCodes: [] }), attachedByTerritory({ name: 'x', unitCodes: ['a'] })]).toEqual([{ name: 'x' }, { name: 'x', unitCodes: ['a'] }]);
});
