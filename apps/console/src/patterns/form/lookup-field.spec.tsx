import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { show } from '../../../test/render';
import { LookupField, type Choice } from './lookup-field';

const TAY_HO: Choice = { value: 'tay-ho', label: 'LĐLĐ quận Tây Hồ', hint: 'tay-ho' };
const TAY_TUU: Choice = { value: 'tay-tuu', label: 'Công đoàn phường Tây Tựu', hint: 'tay-tuu' };

/** A service that answers when told to. */
function slowly(): { find: (words: string) => Promise<readonly Choice[]>; answer: (words: string, hits: readonly Choice[]) => Promise<void>; asked: string[] } {
  const waiting = new Map<string, (hits: readonly Choice[]) => void>();
  const asked: string[] = [];
  return {
    asked,
    find: (words) => { asked.push(words); return new Promise((resolve) => { waiting.set(words, resolve); }); },
    answer: async (words, hits) => { await act(async () => { waiting.get(words)?.(hits); await Promise.resolve(); }); },
  };
}

function Form({ find, onChange }: { find: (words: string) => Promise<readonly Choice[]>; onChange: (choice: Choice | null) => void }) {
  const [value, setValue] = useState<Choice | null>(null);
  return (
    <>
      <LookupField label="Đơn vị" kind="units" find={find} value={value} onChange={(choice) => { setValue(choice); onChange(choice); }} />
      <input aria-label="Ô kế tiếp" />
    </>
  );
}

const field = (): HTMLElement => screen.getByRole('combobox', { name: 'Đơn vị' });
const type = (words: string): void => { fireEvent.change(field(), { target: { value: words } }); };

/** The form with words typed into it, while the service has been asked and has not answered. */
async function typed(words: string): Promise<ReturnType<typeof slowly> & { onChange: jest.Mock }> {
  const service = slowly();
  const onChange = jest.fn();
  await show(<Form find={service.find} onChange={onChange} />);
  type(words);
  await waitFor(() => expect(service.asked).toContain(words));
  return { ...service, onChange };
}

it('keeps a choice that was entered before its answer came, also when the next field is reached meanwhile', async () => {
  const { answer, onChange } = await typed('tay ho');
  fireEvent.keyDown(field(), { key: 'Enter' });
  fireEvent.blur(field());
  screen.getByLabelText('Ô kế tiếp').focus();
  expect(onChange).not.toHaveBeenCalled();
  await answer('tay ho', [TAY_HO, TAY_TUU]);
  await waitFor(() => expect(field()).toHaveValue(TAY_HO.label));
  expect(onChange.mock.calls).toEqual([[TAY_HO]]);
});

it('forgets words that were only typed when the next field is reached', async () => {
  const { answer, onChange } = await typed('tay ho');
  fireEvent.blur(field());
  await answer('tay ho', [TAY_HO]);
  expect(field()).toHaveValue('');
  expect(onChange).not.toHaveBeenCalled();
});

it('never takes an answer to other words than those that stand in the field', async () => {
  const { answer, asked, onChange } = await typed('tay ho');
  fireEvent.keyDown(field(), { key: 'Enter' });
  type('tay tuu');
  await waitFor(() => expect(asked).toContain('tay tuu'));
  await answer('tay ho', [TAY_HO]);
  expect(onChange).not.toHaveBeenCalled();
  fireEvent.keyDown(field(), { key: 'Enter' });
  await answer('tay tuu', [TAY_TUU]);
  await waitFor(() => expect(field()).toHaveValue(TAY_TUU.label));
  expect(onChange.mock.calls).toEqual([[TAY_TUU]]);
});

it('shows a code that came with the address by its name, and by itself where nobody knows it', async () => {
  const find = jest.fn(async (words: string): Promise<readonly Choice[]> => (words === 'tay' ? [TAY_TUU, { ...TAY_HO, value: 'tay' }] : []));
  const { unmount } = await show(<LookupField label="Đơn vị" kind="units" find={find} value={{ value: 'tay', label: 'tay' }} onChange={jest.fn()} />);
  await waitFor(() => expect(field()).toHaveValue(TAY_HO.label));
  unmount();
  await show(<LookupField label="Đơn vị" kind="units" find={find} value={{ value: 'khac', label: 'khac' }} onChange={jest.fn()} />);
  await waitFor(() => expect(find).toHaveBeenLastCalledWith('khac', expect.anything()));
  expect(field()).toHaveValue('khac');
  expect(find).toHaveBeenCalledTimes(2);
});
