import { fireEvent, screen } from '@testing-library/react';
import { show } from '../../../test/render';
import { useKeys } from './keys';

function Keys({ work, search }: { work: () => void; search: () => void }) {
  const waiting = useKeys({ 'g v': work, '/': search });
  return <><p data-testid="waiting">{waiting ?? '–'}</p><input aria-label="Ô nhập" /></>;
}
const work = jest.fn();
const search = jest.fn();
const press = (key: string, target: Element = document.body): void => { fireEvent.keyDown(target, { key }); };
beforeEach(() => { work.mockReset(); search.mockReset(); });

it('waits for the second key of a pair however slow it comes', async () => {
  await show(<Keys work={work} search={search} />);
  jest.useFakeTimers();
  press('g');
  expect(screen.getByTestId('waiting')).toHaveTextContent('g');
  jest.advanceTimersByTime(60_000);
  jest.useRealTimers();
  press('v');
  expect(work).toHaveBeenCalledTimes(1);
  expect(screen.getByTestId('waiting')).toHaveTextContent('–');
});

it.each([['another key', () => press('q')], ['Escape', () => press('Escape')], ['a click', () => { fireEvent.pointerDown(document.body); }]])('forgets the first key after %s', async (_, between) => {
  await show(<Keys work={work} search={search} />);
  press('g');
  between();
  press('v');
  expect(work).not.toHaveBeenCalled();
});

it('keeps waiting while a modifier is pressed, and stays silent where someone types', async () => {
  await show(<Keys work={work} search={search} />);
  press('g');
  press('Shift');
  press('v');
  expect(work).toHaveBeenCalledTimes(1);
  press('/', screen.getByLabelText('Ô nhập'));
  expect(search).not.toHaveBeenCalled();
});
