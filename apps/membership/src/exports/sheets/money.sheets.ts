import {
  listAgreements, listArrears, listBankEntries, listBankStatements, listDuesRuns, listDuesTerms, listEmployers, listExchanges, listExchangeTasks, listInsuranceDebts, listJournals, listMoneyTasks, listPeriods, listRecruiting, listReliefs, listRemittances,
} from '@doanket/contracts';
import { type ListSheet, sheetOf, wordOf, wordsOf } from '@doanket/exports';

const STATE = 'Trạng thái';
const EMPLOYER = { enterpriseCode: 'Mã số doanh nghiệp', name: 'Đơn vị sử dụng lao động', address: 'Địa chỉ', ward: 'Phường, xã', keeperCode: 'Đơn vị quản lý', 'standing.ownership': 'Hình thức sở hữu', 'standing.bloc': 'Khối' } as const;
const WORKFORCE = { 'workforce.workers': 'Lao động', 'workforce.insuredWorkers': 'Người đóng BHXH', 'workforce.womenWorkers': 'Lao động nữ', 'workforce.insuredPayrollVnd': 'Quỹ lương đóng BHXH (đồng)', 'workforce.countedOn': 'Số liệu ngày' } as const;

/** Lists about employers, dues, money and the exchange with the insurer. */
export const moneySheets: readonly ListSheet[] = [
  sheetOf('EMPLOYERS', listEmployers, 'Đơn vị sử dụng lao động', { ...EMPLOYER, unions: { title: 'Công đoàn cơ sở', value: ({ unions }) => unions.map(({ unitName }) => unitName).join('; ') }, ...WORKFORCE }),
  sheetOf('RECRUITING', listRecruiting, 'Đơn vị chưa có công đoàn', { ...EMPLOYER, ...WORKFORCE }),
  sheetOf('AGREEMENTS', listAgreements, 'Thỏa ước lao động tập thể', {
    employerName: 'Đơn vị sử dụng lao động', unitCode: 'Mã đơn vị', unitName: 'Công đoàn cơ sở', kind: 'Loại', state: STATE, workersCovered: 'Lao động được bao phủ', negotiatingSince: 'Thương lượng từ', signedOn: 'Ngày ký', fileBy: 'Hạn gửi', filedOn: 'Ngày gửi', filedLate: 'Gửi muộn',
    validFrom: 'Hiệu lực từ', validTo: 'Đến ngày', endedOn: 'Ngày kết thúc', clauses: { title: 'Điều khoản có lợi', value: ({ clauses }) => wordsOf(clauses.map(({ kind }) => kind)) },
  }),
  sheetOf('ARREARS', listArrears, 'Nợ đoàn phí', { unitCode: 'Mã đơn vị', unitName: 'Đơn vị', month: 'Tháng', dueOn: 'Hạn', membersOweVnd: 'Đoàn viên còn nợ (đồng)', unitOwesVnd: 'Đơn vị còn nợ (đồng)', reminders: 'Số lần nhắc', remindedOn: 'Nhắc gần nhất' }),
  sheetOf('DUES_RUNS', listDuesRuns, 'Các lần tính đoàn phí', {
    unitCode: 'Mã đơn vị', month: 'Tháng', kind: 'Loại', state: STATE, units: 'Số đơn vị', unitsDone: 'Đơn vị đã tính', members: 'Số đoàn viên', membersDone: 'Đoàn viên đã tính', startedAt: 'Bắt đầu', endedAt: 'Kết thúc',
  }),
  sheetOf('DUES_TERMS', listDuesTerms, 'Mức riêng của đơn vị', { from: 'Từ tháng', to: 'Đến tháng', group: 'Nhóm', rate: 'Tỷ lệ', fixedSumVnd: 'Mức cố định (đồng)', decisionNumber: 'Số quyết định', decidedOn: 'Ngày quyết định' }),
  sheetOf('RELIEFS', listReliefs, 'Miễn, giảm, tạm dừng', { kind: 'Loại', reason: 'Lý do', from: 'Từ tháng', to: 'Đến tháng', share: 'Tỷ lệ giảm', decisionNumber: 'Số quyết định', decidedOn: 'Ngày quyết định', dueOn: 'Hạn đóng' }),
  sheetOf('REMITTANCES', listRemittances, 'Nộp lên cấp trên', { unitCode: 'Đơn vị nộp', receiverCode: 'Đơn vị nhận', amountVnd: 'Số tiền (đồng)', sentOn: 'Ngày nộp', reference: 'Chứng từ', state: STATE, answeredOn: 'Ngày trả lời', reason: 'Lý do' }),
  sheetOf('JOURNALS', listJournals, 'Bút toán', {
    kind: 'Loại', month: 'Tháng', bookedOn: 'Ngày ghi sổ', note: 'Diễn giải', postings: { title: 'Tài khoản và số tiền (đồng)', value: ({ postings }) => postings.map(({ account, amountVnd }) => `${wordOf(account)}: ${amountVnd}`).join('; ') },
  }),
  sheetOf('PERIODS', listPeriods, 'Khóa sổ', { month: 'Tháng', action: 'Việc', at: 'Lúc', decisionNumber: 'Số quyết định', decidedOn: 'Ngày quyết định', reason: 'Lý do' }),
  sheetOf('BANK_STATEMENTS', listBankStatements, 'Sao kê', {
    reference: 'Số tham chiếu', unitCode: 'Mã đơn vị', accountMasked: 'Tài khoản', format: 'Định dạng', from: { title: 'Từ ngày', type: 'day' }, to: { title: 'Đến ngày', type: 'day' }, importedAt: 'Nhập lúc', entries: 'Số dòng', matched: 'Đã khớp', open: 'Chưa khớp', repeated: 'Trùng',
  }),
  sheetOf('BANK_ENTRIES', listBankEntries, 'Dòng sao kê', {
    entryRef: 'Số tham chiếu', bookedOn: 'Ngày', amountVnd: 'Số tiền (đồng)', counterName: 'Bên chuyển', counterAccountMasked: 'Tài khoản', text: 'Nội dung', state: STATE, 'match.targetName': 'Khớp với', 'match.month': 'Tháng', byHand: 'Khớp bằng tay', reason: 'Lý do',
  }),
  sheetOf('MONEY_TASKS', listMoneyTasks, 'Việc về kinh phí', { employerName: 'Đơn vị sử dụng lao động', month: 'Tháng', gap: 'Vấn đề', amount: 'Số lượng, số tiền', state: STATE, openedOn: 'Từ ngày', closedOn: 'Ngày xong', reason: 'Lý do' }),
  sheetOf('INSURANCE_DEBTS', listInsuranceDebts, 'Nợ bảo hiểm', {
    enterpriseCode: 'Mã số doanh nghiệp', employerName: 'Đơn vị sử dụng lao động', debtVnd: 'Số tiền nợ (đồng)', monthsOwed: 'Số tháng nợ', asOf: 'Tại ngày', debtFileNo: 'Số danh sách', supervised: 'Đưa vào giám sát', unionCodes: { title: 'Công đoàn cơ sở', value: ({ unionCodes }) => unionCodes.join('; ') },
  }),
  sheetOf('EXCHANGES', listExchanges, 'Trao đổi với cơ quan BHXH', {
    kind: 'Loại tệp', direction: 'Chiều', sender: 'Bên gửi', unitCode: 'Mã đơn vị', period: 'Kỳ', sequenceNo: 'Số thứ tự', format: 'Định dạng', fileName: 'Tệp', signer: 'Người ký số', signatureState: 'Chữ ký', state: STATE, refusal: 'Lý do từ chối',
    announcedRows: { title: 'Số dòng', type: 'integer' }, 'counts.matched': 'Khớp', 'counts.applied': 'Đã ghi', 'counts.notOurs': 'Không thuộc', 'counts.refused': 'Bị từ chối', receivedAt: 'Nhận lúc', finishedAt: 'Xong lúc',
  }),
  sheetOf('EXCHANGE_TASKS', listExchangeTasks, 'Việc về trao đổi dữ liệu', {
    kind: 'Việc', exchangeKind: 'Loại tệp', sender: 'Bên gửi', unitCode: 'Mã đơn vị', period: 'Kỳ', sequenceNo: 'Số thứ tự', openedAt: 'Từ lúc', resolvedAt: 'Xong lúc', resolution: 'Kết quả',
  }),
];
