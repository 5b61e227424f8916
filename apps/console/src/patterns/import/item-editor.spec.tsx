import { screen, within } from '@testing-library/react';
import { z } from 'zod';
import { show } from '../../../test/render';
import { ItemEditor } from './item-editor';
import { itemFieldsOf } from './item-fields';

const SCHEMA = z.object({ name: z.string(), decidedOn: z.iso.date(), kind: z.enum(['HOUSING_BUILD', 'HOUSING_REPAIR']), urgent: z.boolean() });
const FIELDS = itemFieldsOf(SCHEMA);

/** The cells of the row with that number. */
async function cellsOf(row: Readonly<Record<string, string>>): Promise<string[]> {
  const { unmount } = await show(<ItemEditor schema={SCHEMA} fields={FIELDS} rows={[row]} max={10} onRows={jest.fn()} />);
  const [, line] = within(screen.getByRole('table')).getAllByRole('row');
  const cells = within(line!).getAllByRole('cell').slice(1, -1).map((cell) => cell.textContent ?? '');
  unmount();
  return cells;
}

it('shows days, codes and yes or no as an officer writes them, however they were typed', async () => {
  expect((await cellsOf({ name: 'Bà Lan', decidedOn: '2023-09-05', kind: 'HOUSING_BUILD', urgent: 'true' })).slice(1)).toEqual(['05/09/2023', 'Mái ấm: xây mới', 'có']);
  expect((await cellsOf({ name: 'Bà Lan', decidedOn: '5/9/2023', kind: 'HOUSING_REPAIR', urgent: '0' })).slice(1)).toEqual(['05/09/2023', 'Mái ấm: sửa chữa', 'không']);
});

it('leaves what is no day and no known code as it was typed, with what is wrong beside it', async () => {
  const [, day, kind] = await cellsOf({ name: 'Bà Lan', decidedOn: '2023-02-30', kind: 'HOUSE', urgent: 'x' });
  expect(day).toMatch(/^2023-02-30 \(.+\)$/);
  expect(kind).toMatch(/^HOUSE \(.+\)$/);
});
