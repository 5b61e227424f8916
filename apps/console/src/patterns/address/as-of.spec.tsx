import { addDays } from '@doanket/kernel';
import { fireEvent, screen } from '@testing-library/react';
import { show } from '../../../test/render';
import { clock } from '../../api/clock';
import { keepInAddress } from './address';
import { useAsOf } from './as-of';

function Probe() {
  const { query, isToday, knowing, reset } = useAsOf();
  return <><pre data-testid="asked">{JSON.stringify({ ...query, isToday })}</pre><button type="button" onClick={() => knowing('2025-06-01')}>known</button><button type="button" onClick={reset}>reset</button></>;
}
const said = (): unknown => JSON.parse(screen.getByTestId('asked').textContent ?? '');

it('asks both questions: as it was on a day, as we knew it on another', async () => {
  await show(<Probe />, { at: '/?asOf=2025-07-01&knownOn=2025-06-01' });
  expect(said()).toEqual({ asOf: '2025-07-01', knownOn: '2025-06-01', isToday: false });
});

it('today as it was known before is not today: nothing may be changed there', async () => {
  const { history } = await show(<Probe />);
  expect(said()).toEqual({ asOf: clock.today(), isToday: true });
  fireEvent.click(screen.getByText('known'));
  expect(await screen.findByText(/"isToday":false/)).toBeInTheDocument();
  expect(history.location.search).toBe('?knownOn=2025-06-01');
  fireEvent.click(screen.getByText('reset'));
  expect(await screen.findByText(/"isToday":true/)).toBeInTheDocument();
});

it('what was known at the end of today, or on a day to come, is what is known now', async () => {
  await show(<Probe />, { at: `/?knownOn=${addDays(clock.today(), 1)}` });
  expect(said()).toEqual({ asOf: clock.today(), isToday: true });
});

it('both stay in the address from page to page', () => {
  expect(keepInAddress('/organisation/units/tay-ho', { asOf: '2025-07-01', knownOn: '2025-06-01', q: 'x' })).toBe('/organisation/units/tay-ho?asOf=2025-07-01&knownOn=2025-06-01');
});
