import { listCouncilSessions, listHoldings, listNominations, listQuotas, listTitles } from '@doanket/contracts';
import { type ListSheet, sheetOf } from '@doanket/exports';

const TITLE = { title: 'Danh hiệu, hình thức', words: true } as const;

/** The lists of awards as sheets. */
export const awardsSheets: readonly ListSheet[] = [
  sheetOf('TITLES', listTitles, 'Danh hiệu và hình thức khen', {
    code: 'Mã', name: 'Danh hiệu, hình thức', level: 'Cấp quyết định', kind: { title: 'Loại', words: 'TITLE_' }, receiverKinds: 'Đối tượng', amountVnd: 'Tiền thưởng (đồng)',
    baseSalaryThousandths: { title: 'Số lần lương cơ sở', type: 'number', value: ({ baseSalaryThousandths }) => (baseSalaryThousandths === null ? null : baseSalaryThousandths / 1000) }, tiers: 'Số hạng', partner: 'Cơ quan phối hợp',
    validFrom: 'Hiệu lực từ', validTo: 'Đến ngày', decisionNumber: 'Văn bản', source: 'Nguồn',
  }),
  sheetOf('QUOTAS', listQuotas, 'Chỉ tiêu khen thưởng', {
    titleCode: TITLE, level: 'Cấp', unitCode: 'Mã đơn vị', year: 'Năm', round: 'Đợt thi đua', places: 'Số suất', used: 'Đã dùng', decisionNumber: 'Số quyết định', decidedOn: 'Ngày quyết định',
  }),
  sheetOf('NOMINATIONS', listNominations, 'Đề nghị khen thưởng', {
    'receiver.name': 'Người, tập thể được đề nghị', 'receiver.receiverKind': 'Đối tượng', 'receiver.directWorker': 'Lao động trực tiếp', 'receiver.size': 'Số người', titleCode: TITLE, level: 'Cấp', tier: 'Hạng', unitCode: 'Mã đơn vị', unitName: 'Đơn vị',
    year: 'Năm', round: 'Đợt thi đua', movement: 'Phong trào', schoolYear: 'Năm học', achievement: 'Thành tích', state: 'Trạng thái', votes: { title: 'Phiếu đồng ý', value: ({ votes }) => (votes === null ? null : `${votes.inFavour}/${votes.members}`) },
  }),
  sheetOf('COUNCIL_SESSIONS', listCouncilSessions, 'Phiên họp hội đồng', {
    unitCode: 'Mã đơn vị', heldOn: 'Ngày họp', members: 'Thành viên', present: 'Có mặt', quorum: 'Phải có mặt', results: { title: 'Đề nghị được thông qua', type: 'integer', value: ({ results }) => results.filter(({ passed }) => passed).length },
  }),
  sheetOf('HOLDINGS', listHoldings, 'Người, tập thể được khen', {
    name: 'Người, tập thể được khen', receiverKind: 'Đối tượng', directWorker: 'Lao động trực tiếp', titleName: 'Danh hiệu, hình thức', level: 'Cấp', tier: 'Hạng', issuerCode: 'Mã đơn vị khen', unitCode: 'Mã đơn vị', unitName: 'Đơn vị', year: 'Năm', round: 'Đợt thi đua',
    movement: 'Phong trào', schoolYear: 'Năm học', decidedOn: 'Ngày quyết định', decisionNumber: 'Số quyết định', certificateNo: 'Số giấy chứng nhận', amountVnd: 'Tiền thưởng (đồng)', delegate: 'Đại biểu', presentedOn: 'Ngày trao', presentedIn: 'Trao tại', state: 'Trạng thái', revokedOn: 'Ngày thu hồi',
  }),
];
