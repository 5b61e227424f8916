import { fieldsRead, fileColumns } from './file-columns';
import type { Column } from './list-types';

interface Row { readonly name: string; readonly unitCode: string; readonly unitName: string; readonly account: { readonly username: string; readonly state: string } | null; readonly dueOn: string; readonly overdue: boolean }
const ROW: Row = { name: 'Trần Thị Một', unitCode: 'truong-a', unitName: 'Trường A', account: { username: 'mot', state: 'ACTIVE' }, dueOn: '2026-03-02', overdue: false };
const column = (key: string, show: Column<Row>['show'], text?: Column<Row>['text']): Column<Row> => ({ key, title: key, show, ...(text === undefined ? {} : { text }) });
const name = column('name', (row) => <b>{row.name}</b>);
const unit = column('unit', (row) => row.unitName);
const account = column('account', (row) => (row.account === null ? '–' : <i>{row.account.state}</i>));
const due = column('due', (row) => (row.overdue ? '!' : ''), (row) => row.dueOn);
const ALL = ['name', 'unitCode', 'unitName', 'account.username', 'account.state', 'dueOn', 'note'];

it('sees which fields a column reads, in parts, in its text, and in whichever row says more', () => {
  expect([...fieldsRead([name, unit], [ROW])]).toEqual(['name', 'unitName']);
  expect([...fieldsRead([account], [{ ...ROW, account: null }, ROW])]).toEqual(['account', 'account.state']);
  expect([...fieldsRead([due], [ROW])]).toEqual(['overdue', 'dueOn']);
});

it('leaves out what only unticked columns read, with the code of a name; keeps what the list does not offer', () => {
  const left = (shown: Column<Row>[], hidden: Column<Row>[]): string[] => fileColumns(ALL, fieldsRead(shown, [ROW]), fieldsRead(hidden, [ROW]));
  expect(left([name, unit, account, due], [])).toEqual(ALL);
  expect(left([name, due], [unit, account])).toEqual(['name', 'account.username', 'dueOn', 'note']);
  expect(left([name, column('code', (row) => row.unitCode)], [unit])).toEqual(ALL);
});

it('keeps the fields of a column that cannot be drawn apart from its list', () => {
  const broken = column('broken', () => { throw new Error('a hook'); });
  expect(fileColumns(ALL, fieldsRead([name], [ROW]), fieldsRead([broken], [ROW]))).toEqual(ALL);
});
