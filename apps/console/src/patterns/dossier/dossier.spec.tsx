import type { DossierView } from '@doanket/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { show } from '../../../test/render';
import { DecideForm } from './decide-form';
import { DossierActions } from './dossier-actions';
import { DossierTimeline } from './dossier-steps';
import { EvidencePanel } from './evidence-panel';
import { RulePanel } from './rule-panel';

const dossier = {
  id: 'd1', version: 3, state: 'OPEN', evidence: [], actions: [{ action: 'ADD_EVIDENCE', enabled: true, obstacle: null }],
  steps: [{ code: 'CHECK', level: 'S', decision: false, evidence: [], missingEvidence: [], state: 'DONE', unitCode: 's', unitName: 'Sóc Sơn', dueOn: null, returnsTo: [] },
    { code: 'APPROVE', level: 'C', decision: true, evidence: ['DECISION'], missingEvidence: ['DECISION'], state: 'CURRENT', unitCode: 'c', unitName: 'Hà Nội', dueOn: '2025-06-30', returnsTo: ['CHECK'] }],
  timeline: [{ n: 1, action: 'RETURN', step: 'CHECK', personId: 'p1', post: 'CHAIR', unitCode: 's', at: '2025-05-06T02:00:00Z', on: '2025-05-06', note: 'Thiếu ảnh', decisionNumber: null, paper: false }],
} as unknown as DossierView;

it('shows who did what, as which post, and where the dossier stands', async () => {
  await show(<DossierTimeline dossier={dossier} names={new Map([['p1', 'Lê Thị Thu']])} />);
  expect(screen.getByText('Phê duyệt').closest('li')).toHaveAttribute('aria-current', 'step');
  expect(screen.getByText('Lê Thị Thu · Chủ tịch · Sóc Sơn')).toBeInTheDocument();
  expect(screen.getByText('Thiếu ảnh')).toBeInTheDocument();
});

it('shows what I may not do now disabled, with the reason', async () => {
  await show(<DossierActions onDo={() => undefined} actions={[{ action: 'APPROVE', enabled: false, obstacle: 'OWN_SUBMISSION' }]} />);
  expect(screen.getByRole('button', { name: 'Đồng ý' })).toBeDisabled();
  expect(screen.getByText('Không ai được quyết định hồ sơ do chính mình gửi.')).toBeInTheDocument();
});

it('names missing evidence and the rule before it refuses', async () => {
  await show(<><EvidencePanel dossier={dossier} upload={jest.fn()} attach={jest.fn()} read={jest.fn()} /><RulePanel rules={[{ code: 'CEILING', facts: { ceilingVnd: 40_000_000 }, source: 'QĐ 12' }, { code: 'FILED_LATE', facts: { lastDay: '2025-06-30' }, source: 'INI-02' }]} /></>);
  expect(screen.getByText('Còn thiếu: Quyết định')).toBeInTheDocument();
  expect(screen.getByText(/40\.000\.000 đ/)).toBeInTheDocument();
  expect(screen.getByText('Theo: QĐ 12')).toBeInTheDocument();
  expect(screen.queryByText(/INI-02/)).not.toBeInTheDocument();
});

it('asks for number and file of a decision and sends them with the version read', async () => {
  const sent = jest.fn();
  global.fetch = jest.fn(async (url: RequestInfo | URL, init?: RequestInit) => {
    const upload = String(url).endsWith('/files');
    if (!upload) sent(String(url), JSON.parse(String(init?.body)));
    return { ok: true, status: upload ? 201 : 200, headers: new Headers(), json: async () => (upload ? { id: '0196f7c0-0000-7000-8000-0000000000f1', name: 'qd.pdf' } : {}) } as Response;
  });
  const onDone = jest.fn();
  await show(<DecideForm service="welfare" dossier={dossier} outcome="APPROVE" signer="Chủ tịch" onDone={onDone} onCancel={() => undefined} />);
  const approve = screen.getByRole('button', { name: 'Đồng ý' });
  expect(approve).toBeDisabled();
  await userEvent.type(screen.getByRole('textbox', { name: /Số quyết định/ }), 'DEMO-1/QĐ');
  expect(screen.getByText('Còn thiếu: Tệp quyết định.')).toBeInTheDocument();
  await userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, new File(['%PDF'], 'qd.pdf', { type: 'application/pdf' }));
  await screen.findByText('qd.pdf');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Hội đồng đã biểu quyết' }));
  expect(approve).toBeDisabled();
  await userEvent.type(screen.getByRole('textbox', { name: /Số phiếu thuận/ }), '7');
  await userEvent.type(screen.getByRole('textbox', { name: /Tổng số phiếu/ }), '9');
  await userEvent.click(approve);
  await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  expect(sent).toHaveBeenCalledWith('/api/welfare/dossiers/d1/decision', { outcome: 'APPROVE', version: 3, decision: { number: 'DEMO-1/QĐ', decidedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), fileId: '0196f7c0-0000-7000-8000-0000000000f1' }, votes: { inFavour: 7, total: 9 } });
});

it('refuses to reject without a reason', async () => {
  await show(<DecideForm service="welfare" dossier={{ ...dossier, steps: [] }} outcome="REJECT" signer="" onDone={jest.fn()} onCancel={() => undefined} />);
  expect(screen.getByRole('button', { name: 'Không chấp thuận' })).toBeDisabled();
  expect(screen.getByText('Còn thiếu: Lý do.')).toBeInTheDocument();
});

it('says codes and days in the words of officers', async () => {
  const added = { ...dossier.timeline[0]!, n: 2, action: 'ADD_EVIDENCE' as const, note: 'LOCAL_CONFIRMATION' };
  await show(<><DossierTimeline dossier={{ ...dossier, timeline: [added] }} names={new Map()} />
    <RulePanel rules={[{ code: 'CEILING', facts: { ceilingVnd: 40_000_000 }, source: 'DEMO-040/HA-NOI, 2026-11-29' }]} /></>);
  expect(screen.getByText('Xác nhận của địa phương')).toBeInTheDocument();
  expect(screen.getByText('Theo: DEMO-040/HA-NOI, 29/11/2026')).toBeInTheDocument();
});

it('says that a programme sets no deadlines instead of two dashes', async () => {
  const rules = (dossierDueOn: string | null) => [{ code: 'HOUSING_DEADLINES', facts: { dossierDueOn, workDueOn: null }, source: null }];
  const { unmount } = await show(<RulePanel rules={rules(null)} />);
  expect(screen.getByText('Chương trình chưa đặt hạn nộp hồ sơ và hạn hoàn thành nhà.')).toBeInTheDocument();
  unmount();
  await show(<RulePanel rules={rules('2026-06-30')} />);
  expect(screen.getByText('Hạn hồ sơ 30/06/2026, hạn hoàn thành nhà –.')).toBeInTheDocument();
});
