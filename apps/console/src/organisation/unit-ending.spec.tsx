import type { ReorganisationPreview, UnitDetail } from '@doanket/contracts';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { answering, type SentCall } from '../../test/api';
import { aMe, aPost, show } from '../../test/render';
import { ownDrafts } from '../api/drafts';
import { EndUnit } from './unit-ending';

const unit = { id: 'u', code: 'tay-ho', name: 'LĐLĐ quận Tây Hồ', parentCode: 'ha-noi', state: 'ACTIVE', type: 'S_DISTRICT', level: 'S' } as UnitDetail;
const preview: ReorganisationPreview = {
  lastDay: '2027-01-31', effectiveOn: '2027-02-01', ended: [{ unitCode: 'tay-ho', unitName: 'LĐLĐ quận Tây Hồ', successorCode: null, children: 1 }],
  rehung: [{ unitCode: 'cong-ty', unitName: 'CĐCS Công ty Mẫu', level: 'G', fromCode: 'tay-ho', toCode: 'ha-noi' }], orphans: ['cong-ty'], losingRights: [], openCases: 0, admittedSince: 0, holdings: [], cases: [], counted: [],
};
let sent: SentCall[];
beforeEach(() => {
  localStorage.clear();
  ownDrafts('me');
  sent = answering(({ url }) => (url.endsWith('/dry-run') ? preview : undefined));
});
const city = aMe(aPost({ level: 'C', unitCode: 'ha-noi' }));

it('ORG-05: ending a unit shows its dry run before the button, and executes nothing by showing it', async () => {
  await show(<EndUnit unit={unit} how="ENDED" onClose={jest.fn()} />, { me: city });
  expect(await screen.findAllByText('CĐCS Công ty Mẫu', { selector: 'li' })).toHaveLength(2);
  expect(sent.map(({ url }) => url)).toEqual(['/api/membership/reorganisations/dry-run']);
  expect(sent[0]!.body['units']).toEqual([{ unitCode: 'tay-ho', state: 'ENDED' }]);
  expect(screen.getByRole('button', { name: 'Kết thúc hoạt động' })).toBeDisabled();
});

it('ORG-05: a merger has no dry run until it is said into what', async () => {
  await show(<EndUnit unit={unit} how="MERGED" onClose={jest.fn()} />, { me: city });
  expect(screen.getByText('Chọn ngày và đơn vị nhận để xem trước điều sẽ xảy ra.')).toBeInTheDocument();
  expect(sent).toEqual([]);
});

it('a unit is not merged into itself', async () => {
  answering(({ url }) => (url.endsWith('/dry-run') ? preview : { items: [{ code: 'tay-ho', name: 'LĐLĐ quận Tây Hồ' }], nextCursor: null }));
  await show(<EndUnit unit={unit} how="MERGED" onClose={jest.fn()} />, { me: city });
  const field = screen.getByRole('combobox', { name: /Sáp nhập vào/ });
  fireEvent.change(field, { target: { value: 'tay ho' } });
  fireEvent.mouseDown(await screen.findByRole('option', { name: /LĐLĐ quận Tây Hồ/ }));
  await waitFor(() => expect(screen.getByText('Phải là một đơn vị khác.')).toBeInTheDocument());
});
