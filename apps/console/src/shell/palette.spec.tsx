import { fireEvent, screen, waitFor } from '@testing-library/react';
import { show } from '../../test/render';
import type { Area, Found } from './areas';
import { Palette } from './palette';

const areas = (find?: Area['find']): Area[] => [
  { key: 'work', icon: () => null, links: [{ key: 'work', to: '/' }], pages: [] },
  { key: 'organisation', icon: () => null, links: [{ key: 'tree', to: '/organisation' }], pages: [], ...(find === undefined ? {} : { find }) },
];

it('opens what stands there for the words typed last, not for those before them', async () => {
  const { history } = await show(<Palette areas={areas()} onClose={() => undefined} />);
  const input = screen.getByRole('combobox');
  fireEvent.change(input, { target: { value: 'to chuc' } });
  fireEvent.keyDown(input, { key: 'Enter' });
  await waitFor(() => expect(history.location.pathname).toBe('/organisation'));
});

it('waits with Enter until a record is found, and takes back the wish when the words change', async () => {
  let answer: (found: readonly Found[]) => void = () => undefined;
  const { history } = await show(<Palette areas={areas(() => new Promise((done) => { answer = done; }))} onClose={() => undefined} />);
  const input = screen.getByRole('combobox');
  fireEvent.change(input, { target: { value: 'phuong 10' } });
  fireEvent.keyDown(input, { key: 'Enter' });
  expect(history.location.pathname).toBe('/');
  answer([{ title: 'Công đoàn phường số 10', hint: 'phuong-10', to: '/organisation/units/phuong-10' }]);
  await waitFor(() => expect(history.location.pathname).toBe('/organisation/units/phuong-10'));
  fireEvent.change(input, { target: { value: 'phuong 20' } });
  fireEvent.keyDown(input, { key: 'Enter' });
  fireEvent.change(input, { target: { value: 'phuong 2' } });
  answer([{ title: 'Công đoàn phường số 2', hint: 'phuong-2', to: '/organisation/units/phuong-2' }]);
  await screen.findByText('Công đoàn phường số 2');
  expect(history.location.pathname).toBe('/organisation/units/phuong-10');
});
