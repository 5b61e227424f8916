import { PAPER_ITEMS } from '@doanket/contracts';
import { faultsOf } from './item-editor';
import words from '../../i18n/vi.json';
import { itemFieldsOf, itemOf, type ItemField } from './item-fields';
import { readPasted } from './paste-table';

const schema = PAPER_ITEMS.campaigns.WORK_VERIFIED;
const fields = itemFieldsOf(schema);

it('reads the fields of a paper item out of its contract', () => {
  expect(fields.find((field) => field.name === 'completedOn')).toMatchObject({ kind: 'day', required: true });
  expect(fields.find((field) => field.name === 'kind')).toMatchObject({ kind: 'choice', options: ['STRUCTURE', 'PRODUCT', 'TASK'] });
  expect(fields.find((field) => field.name === 'valueVnd')).toMatchObject({ kind: 'integer', required: false });
  expect(itemFieldsOf(PAPER_ITEMS.awards.TITLE_AWARDED).some((field) => field.name === 'receiver.name')).toBe(true);
});

it('takes Vietnamese days and amounts as they are typed', () => {
  expect(itemOf(fields, { completedOn: '30/9/2023', valueVnd: '1.250.000.000', title: 'Cầu', registeredOn: '' })).toEqual({ completedOn: '2023-09-30', valueVnd: 1_250_000_000, title: 'Cầu' });
});

it('reads rows pasted from a spreadsheet by label or field, and says what is wrong by row and column', () => {
  const pasted = readPasted('Tên\tkind\troundCode\tMã đơn vị\tlevel\tNgày hoàn thành\nCầu\tSTRUCTURE\tha-noi-2023-dot-1\ttay-ho\tS\t30/9/2023\nVườn hoa\tSTRUCTURE\tha-noi-2023-dot-1\ttay-ho\tS\t31/9/2023', fields, (field) => ({ title: 'Tên', unitCode: 'Mã đơn vị', completedOn: 'Ngày hoàn thành' })[field.name] ?? field.name);
  expect(pasted.columns).toEqual(['title', 'kind', 'roundCode', 'unitCode', 'level', 'completedOn']);
  const faults = faultsOf(schema, fields, pasted.rows);
  expect([...faults.keys()]).toEqual([1]);
  expect(Object.keys(faults.get(1)!)).toEqual(['completedOn']);
});

it('names every field of every paper decision in words', () => {
  const unnamed = new Set<string>();
  const look = (fields: readonly ItemField[]): void => fields.forEach((field) => {
    const name = field.name.split('.').at(-1)!;
    if ((words.item as Record<string, string>)[name] === undefined) unnamed.add(name);
    look(field.parts);
  });
  for (const items of Object.values(PAPER_ITEMS)) for (const schema of Object.values(items)) look(itemFieldsOf(schema));
  expect([...unnamed]).toEqual([]);
});
