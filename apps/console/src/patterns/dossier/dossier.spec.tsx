import type { DossierView } from '@doanket/contracts';
import { screen } from '@testing-library/react';
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
  await show(<><EvidencePanel dossier={dossier} upload={jest.fn()} attach={jest.fn()} read={jest.fn()} /><RulePanel rules={[{ code: 'CEILING', facts: { ceilingVnd: 40_000_000 }, source: 'QĐ 12' }]} /></>);
  expect(screen.getByText('Còn thiếu: Quyết định')).toBeInTheDocument();
  expect(screen.getByText(/40\.000\.000 đ/)).toBeInTheDocument();
  expect(screen.getByText('Theo: QĐ 12')).toBeInTheDocument();
});

it('asks for number and file of a decision and sends them with the version read', async () => {
  const onSubmit = jest.fn();
  await show(<DecideForm dossier={dossier} outcome="APPROVE" signer="Chủ tịch" upload={async () => ({ id: 'f1', name: 'qd.pdf' })} busy={false} problem={null} onSubmit={onSubmit} onCancel={() => undefined} />);
  const approve = screen.getByRole('button', { name: 'Đồng ý' });
  expect(approve).toBeDisabled();
  await userEvent.type(screen.getByRole('textbox', { name: /Số quyết định/ }), 'DEMO-1/QĐ');
  expect(approve).toBeDisabled();
  await userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, new File(['%PDF'], 'qd.pdf', { type: 'application/pdf' }));
  await screen.findByText('qd.pdf');
  await userEvent.click(approve);
  expect(onSubmit).toHaveBeenCalledWith(expect.objectContaining({ outcome: 'APPROVE', version: 3, decision: expect.objectContaining({ number: 'DEMO-1/QĐ', fileId: 'f1' }) }), expect.any(Function));
});

it('refuses to reject without a reason', async () => {
  await show(<DecideForm dossier={{ ...dossier, steps: [] }} outcome="REJECT" signer="" upload={jest.fn()} busy={false} problem={null} onSubmit={jest.fn()} onCancel={() => undefined} />);
  expect(screen.getByRole('button', { name: 'Không chấp thuận' })).toBeDisabled();
  expect(screen.getByText('Cần nêu lý do.')).toBeInTheDocument();
});
