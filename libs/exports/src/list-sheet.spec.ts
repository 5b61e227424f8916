import { defineRoute, DayText, pageOf, PageQuery, Vnd } from '@doanket/contracts';
import { z } from 'zod';
import { CODE_WORDS } from './code-words.generated';
import { type ListSheet, sheetOf } from './list-sheet';
import { platformSheetsOf } from './platform-sheets';
import { shownCell } from './sheet-writer';

const Row = z.object({
  name: z.string(), state: z.enum(['DRAFT', 'SUBMITTED']), code: z.string(), on: DayText.nullable(), at: z.iso.datetime(), month: z.string(), amountVnd: Vnd.nullable(), count: z.number().int(), year: z.number().int(), theoryMark: z.number().nullable(),
  done: z.boolean().nullable(), share: z.object({ numerator: z.number(), denominator: z.number() }).nullable(), codes: z.array(z.enum(['DRAFT'])), inside: z.object({ name: z.string(), level: z.enum(['N']) }).nullable(),
});
const route = defineRoute({ service: 'campaigns', access: 'SIGNED_IN', name: 'listThings', method: 'GET', path: '/things', query: PageQuery, answer: pageOf(Row), summary: 'Things.' });
const row: z.output<typeof Row> = {
  name: 'Đồ vật', state: 'DRAFT', code: 'SUBMITTED', on: '2026-03-02', at: '2026-03-01T18:30:59Z', month: '2025-01', amountVnd: 1_000_000, count: 1_234, year: 2026, theoryMark: 8.25, done: true,
  share: { numerator: 752, denominator: 1000 }, codes: ['DRAFT'], inside: { name: 'Trong', level: 'N' },
};
const shown = ({ columns }: ListSheet, of: unknown): string[] => columns.map(({ value, type }) => shownCell(value(of), type));

it('shows each field as its schema says it is', () => {
  const sheet = sheetOf('THINGS', route, 'Đồ vật', {
    name: 'Tên', state: 'Trạng thái', code: { title: 'Mã', words: true }, on: 'Ngày', at: 'Lúc', month: 'Tháng', amountVnd: 'Tiền', count: 'Số', year: 'Năm', theoryMark: 'Điểm', done: 'Xong', share: 'Tỷ lệ', codes: 'Các mã', 'inside.name': 'Tên trong', 'inside.level': 'Cấp',
  });
  expect(sheet.columns.map(({ type }) => type)).toEqual(['text', 'text', 'text', 'day', 'instant', 'month', 'vnd', 'integer', 'number', 'number', 'flag', 'text', 'text', 'text', 'text']);
  expect(shown(sheet, row)).toEqual(['Đồ vật', CODE_WORDS['DRAFT'], CODE_WORDS['SUBMITTED'], '02/03/2026', '02/03/2026 01:30', '01/2025', '1000000', '1234', '2026', '8,25', 'có', '75,2%', CODE_WORDS['DRAFT'], 'Trong', CODE_WORDS['N']]);
  expect(shown(sheet, { ...row, on: null, amountVnd: null, theoryMark: null, done: null, share: null, codes: [], inside: null })).toEqual(['Đồ vật', CODE_WORDS['DRAFT'], CODE_WORDS['SUBMITTED'], '', '02/03/2026 01:30', '01/2025', '', '1234', '2026', '', '', '', '', '', '']);
});

it('refuses a field that the list does not answer, when the service starts', () => {
  expect(() => sheetOf('THINGS', route, 'Đồ vật', { gone: 'Mất' } as never)).toThrow('campaigns.listThings answers no gone');
});

it('codes that have no words stay as they are, for the federation adds its own', () => {
  const sheet = sheetOf('THINGS', route, 'Đồ vật', { code: { title: 'Mã', words: true } });
  expect(shown(sheet, { ...row, code: 'TRADE_OF_OUR_OWN' })).toEqual(['TRADE_OF_OUR_OWN']);
});

it('items of a decision are shown by the names of their fields, without what only machines read', () => {
  const items = platformSheetsOf('awards').find(({ kind }) => kind === 'DECISION_ITEMS');
  const at = items?.columns.findIndex(({ title }) => title === 'Nội dung') ?? -1;
  const payload = { unitCode: 'truong-a', fileId: '01920000-0000-7000-8000-000000000001', year: 2026, decidedOn: '2026-03-02', level: 'C' };
  expect(items?.columns[at]?.value({ n: 1, payload, warnings: [], recordId: null })).toMatch(/^Mã đơn vị: truong-a; .*2026; .*: 02\/03\/2026; .*: Thành phố$/);
});

it('tells the codes that have no words, and takes words under a beginning of their own', () => {
  const kinds = defineRoute({ ...route, name: 'listKinds', answer: pageOf(z.object({ type: z.enum(['S_WARD', 'NO_SUCH_TYPE']) })) });
  expect(sheetOf('KINDS', kinds, 'Loại', { type: 'Loại' }).wordless).toEqual(['S_WARD', 'NO_SUCH_TYPE']);
  const sheet = sheetOf('KINDS', kinds, 'Loại', { type: { title: 'Loại', words: 'UNIT_' } });
  expect(sheet.wordless).toEqual(['UNIT_NO_SUCH_TYPE']);
  expect(shown(sheet, { type: 'S_WARD' })).toEqual([CODE_WORDS['UNIT_S_WARD']]);
});
