import { amendPlan, createPerson, issuePlan } from '@doanket/contracts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { show } from '../../../test/render';
import { ownDrafts } from '../../api/drafts';
import { RecordForm } from './record-form';
import { bodyOf, codeFrom, emptyValues, missingIn, plainNumber, type FormField } from './record-fields';

const answer = (status: number, body: unknown): Response => ({ ok: status < 400, status, headers: new Headers(), json: async () => body }) as Response;
const sent = jest.fn();
beforeEach(() => {
  localStorage.clear();
  ownDrafts('me');
  sent.mockReset();
  global.fetch = jest.fn(async (url: RequestInfo | URL, init?: RequestInit) => { sent(String(url), init?.headers, JSON.parse(String(init?.body))); return answer(201, {}); });
});

const FIELDS = [
  { kind: 'text', name: 'number', label: 'Số', required: true },
  { kind: 'day', name: 'decidedOn', label: 'Ngày', required: true },
  { kind: 'lines', name: 'addedRounds', label: 'Các đợt', required: true, add: 'Thêm đợt', line: (n: number) => `Đợt ${n}`, of: [{ kind: 'text', name: 'label', label: 'Nhãn', required: true }] },
] as const satisfies readonly FormField[];
const form = (done = jest.fn()) => <RecordForm route={amendPlan} params={{ code: 'ke-hoach' }} draft="plan/x/amend" fields={FIELDS} initial={{ decidedOn: '2026-11-28' }} submit="Sửa kế hoạch" onDone={done} />;
const typeIn = (label: string | RegExp, text: string): void => { fireEvent.change(screen.getByLabelText(label), { target: { value: text } }); };

it('says what is missing, sends what was typed once, and forgets the draft', async () => {
  const done = jest.fn();
  await show(form(done));
  expect(screen.getByText('Còn thiếu: Số, Các đợt.')).toBeInTheDocument();
  typeIn(/^Số/, ' 81/KH-LĐLĐ ');
  fireEvent.click(screen.getByRole('button', { name: 'Thêm đợt' }));
  expect(screen.getByText('Còn thiếu: Nhãn.')).toBeInTheDocument();
  fireEvent.change(within(screen.getByRole('group', { name: 'Đợt 1' })).getByLabelText(/Nhãn/), { target: { value: '100 ngày' } });
  const button = screen.getByRole('button', { name: 'Sửa kế hoạch' });
  fireEvent.click(button);
  fireEvent.click(button);
  await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
  expect(sent).toHaveBeenCalledTimes(1);
  expect(sent.mock.calls[0][0]).toBe('/api/campaigns/plans/ke-hoach/amendments');
  expect(sent.mock.calls[0][2]).toEqual({ number: '81/KH-LĐLĐ', decidedOn: '2026-11-28', addedRounds: [{ label: '100 ngày' }] });
  expect(Object.keys(localStorage).filter((key) => key.includes('plan/x/amend'))).toEqual([]);
});

it('keeps what was typed through a lost line, and sends it under the same key', async () => {
  await show(form());
  typeIn(/^Số/, '81');
  fireEvent.click(screen.getByRole('button', { name: 'Thêm đợt' }));
  typeIn(/Nhãn/, 'Đợt một');
  (global.fetch as jest.Mock).mockImplementationOnce(async (_, init) => { sent('lost', init.headers, {}); throw new TypeError('Failed to fetch'); });
  fireEvent.click(screen.getByRole('button', { name: 'Sửa kế hoạch' }));
  expect(await screen.findByText(/Mất kết nối/)).toBeInTheDocument();
  expect(screen.getByLabelText(/^Số/)).toHaveValue('81');
  fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(new Headers(sent.mock.calls[1][1]).get('idempotency-key')).toBe(new Headers(sent.mock.calls[0][1]).get('idempotency-key'));
});

it('puts a refusal beside its field, inside a line too, in Vietnamese', async () => {
  global.fetch = jest.fn(async () => answer(400, { type: 'https://doanket.test/problems#request/invalid', errors: [{ pointer: '/body/addedRounds/0/label', detail: 'Too big: expected string to have <=100 characters' }] }));
  await show(form());
  typeIn(/^Số/, '81');
  fireEvent.click(screen.getByRole('button', { name: 'Thêm đợt' }));
  typeIn(/Nhãn/, 'x');
  fireEvent.click(screen.getByRole('button', { name: 'Sửa kế hoạch' }));
  const line = screen.getByRole('group', { name: 'Đợt 1' });
  expect(await within(line).findByText('Nhiều nhất 100 ký tự.')).toBeInTheDocument();
  expect(within(line).getByLabelText(/Nhãn/)).toHaveAttribute('aria-invalid', 'true');
});

it('brings back a form, but never a password', async () => {
  const fields = [{ kind: 'text', name: 'fullName', label: 'Họ tên' }, { kind: 'password', name: 'account.password', label: 'Mật khẩu' }] as const satisfies readonly FormField[];
  const ui = <RecordForm route={createPerson} draft="person/new" fields={fields} submit="Lưu" />;
  const { unmount } = await show(ui);
  typeIn('Họ tên', 'Lê Văn Cường');
  typeIn('Mật khẩu', 'rat-la-bi-mat-123');
  act(() => unmount());
  expect(JSON.stringify({ ...localStorage })).not.toContain('bi-mat');
  await show(ui);
  expect(screen.getByLabelText('Họ tên')).toHaveValue('Lê Văn Cường');
  expect(screen.getByLabelText('Mật khẩu')).toHaveValue('');
  expect(screen.getByText(/Đã khôi phục bản nháp/)).toBeInTheDocument();
});

it('makes the body of the contract: objects inside, choices by their code, nothing that does not stand there', () => {
  const fields: FormField<string>[] = [
    { kind: 'text', name: 'title', label: 'Tên', suggest: () => 'Kế hoạch 80' }, { kind: 'lookup', name: 'parentPlanCode', label: 'Trên', of: 'plans', find: async () => [] }, { kind: 'lookups', name: 'askedUnitCodes', label: 'Đơn vị', of: 'units', find: async () => [] },
    { kind: 'check', name: 'secret', label: 'Mật' }, { kind: 'decimal', as: 'text', name: 'threshold', label: 'Mức' }, { kind: 'words', name: 'boards', label: 'Ban' }, { kind: 'text', name: 'never', label: 'Không', when: (values) => values['secret'] === true }, { kind: 'number', name: 'decision.size', label: 'Số' },
  ];
  expect(bodyOf(fields, { ...emptyValues(fields), parentPlanCode: { value: 'ha-noi-2023', label: 'Hà Nội' }, askedUnitCodes: [{ value: 'tay-ho', label: 'Tây Hồ' }], threshold: '1.075,2', boards: 'Ban Nữ công, Ban Tài chính', never: 'x', 'decision.size': 6 }))
    .toEqual({ title: 'Kế hoạch 80', parentPlanCode: 'ha-noi-2023', askedUnitCodes: ['tay-ho'], secret: false, threshold: '1075.2', boards: ['Ban Nữ công', 'Ban Tài chính'], decision: { size: 6 } });
  expect(missingIn(fields, emptyValues(fields))).toEqual([]);
  expect(codeFrom('Hà Nội', 2026, 'Kế hoạch số 80/KH-LĐLĐ')).toBe('ha-noi-2026-ke-hoach-so-80-kh-ldld');
  expect(plainNumber('2.365')).toBe('2365');
  expect(issuePlan.method).toBe('POST');
});
