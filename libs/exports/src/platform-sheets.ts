import { type DomainService, PLATFORM_ROUTES } from '@doanket/contracts';
import { FIELD_WORDS } from './code-words.generated';
import { type ListSheet, sheetOf, wordOf, wordsOf } from './list-sheet';

/** Sheets of the lists that every service has. */
export function platformSheetsOf(service: DomainService): ListSheet[] {
  const { decisions, dossiers } = PLATFORM_ROUTES[service];
  return [
    sheetOf('DECISIONS', decisions.listDecisions, 'Quyết định', {
      number: 'Số quyết định', year: 'Năm', kind: { title: 'Loại việc', words: true }, issuerCode: 'Mã đơn vị ban hành', issuerName: 'Đơn vị ban hành', level: 'Cấp', decidedOn: 'Ngày quyết định',
      signerPost: { title: 'Chức danh người ký', words: true }, paper: 'Trên giấy', state: 'Trạng thái', itemCount: 'Số mục', warningCount: 'Số cảnh báo', note: 'Ghi chú', recordedAt: 'Nhập lúc', confirmedAt: 'Xác nhận lúc',
    }),
    sheetOf('DECISION_ITEMS', decisions.listDecisionItems, 'Các mục của quyết định', {
      n: 'Mục', payload: { title: 'Nội dung', value: ({ payload }) => itemText(payload) }, warnings: { title: 'Cảnh báo', value: ({ warnings }) => wordsOf(warnings.map(({ code }) => code)) }, recordId: 'Mã bản ghi',
    }),
    sheetOf('DOSSIERS', dossiers.listDossiers, 'Hồ sơ', {
      definition: { title: 'Quy trình', words: true }, title: { title: 'Tên hồ sơ', value: ({ title }) => title.replace(LEADING_CODE, wordOf) }, unitCode: 'Mã đơn vị', unitName: 'Đơn vị', state: 'Trạng thái', step: { title: 'Bước hiện tại', words: true },
      dueOn: 'Hạn', overdue: 'Quá hạn', since: 'Từ lúc',
    }),
  ];
}

/** A title that a service composed with a leading code, e.g. `OUTSTANDING_WORKER 2026: …`. */
const LEADING_CODE = /^[A-Z][A-Z0-9_]+(?= \d{4}\b)/;
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Fields of an item under the names that the console gives them; what only machines read is left out. */
function itemText(payload: Readonly<Record<string, unknown>>): string {
  return Object.entries(payload).flatMap(([field, value]) => {
    const text = typeof value === 'string' ? wordOf(value) : typeof value === 'boolean' ? (value ? 'có' : 'không') : typeof value === 'number' ? String(value) : Array.isArray(value) ? value.filter((one) => typeof one === 'string').map(wordOf).join(', ') : '';
    return text === '' || ID.test(text) ? [] : [`${FIELD_WORDS[field] ?? field}: ${text.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')}`];
  }).join('; ');
}
