import type { BenefitClaimView, LeaveView } from '@doanket/contracts';
import { isValidElement } from 'react';
import { i18n } from '../i18n';
import { claimColumns } from './claims.page';
import { leaveColumns } from './leaves.page';

const leave: LeaveView = {
  id: '01920000-0000-7000-8000-0000000000b1', memberId: '01920000-0000-7000-8000-0000000000b2', memberName: 'Trần Thị Mẫu', unitCode: 'truong-a', fromDay: '2025-04-01', toDay: '2025-05-31', exemptFrom: null, exemptTo: null, source: 'BY_HAND',
  recordedAt: '2025-04-02T02:00:00.000Z',
};
const claim: BenefitClaimView = {
  id: leave.id, memberId: leave.memberId, memberName: leave.memberName, unitCode: 'truong-a', returnedOn: '2026-03-01', turn: 'WORKER', dueOn: '2026-04-15', late: false, workerFiledOn: null, filedWith: null, employerFiledOn: null,
  answeredOn: null, outcome: null, lateTurns: [], version: 1,
};
const leaveCell = (key: string, row: LeaveView) => leaveColumns(i18n.t).find((column) => column.key === key)?.show(row);
const claimCell = (key: string, row: BenefitClaimView) => claimColumns(i18n.t).find((column) => column.key === key)?.show(row);

it('SOC-05: shows the months free of dues, or that there are none, and who entered the leave', () => {
  expect([leaveCell('exempt', leave), leaveCell('source', leave)]).toEqual(['Chưa đủ tháng', 'Nhập tay']);
  expect(leaveCell('exempt', { ...leave, exemptFrom: '2025-04-01', exemptTo: '2025-05-31' })).toBe('01/04–31/05/2025');
});

it('SOC-06: marks what is late with the day it was due on', () => {
  expect(claimCell('due', claim)).toBe('15/04/2026');
  const late = claimCell('due', { ...claim, late: true });
  expect(isValidElement<{ children: string }>(late) && late.props.children).toBe('Quá hạn 15/04/2026');
  expect(claimCell('lateTurns', { ...claim, lateTurns: ['WORKER', 'INSURER'] })).toBe('Người lao động, Cơ quan BHXH');
});
