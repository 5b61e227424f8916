import {
  listAdoptions, listClusters, listContestEntries, listContests, listHonours, listMovements, listOccasions, listPetitions, listPlans, listPrizes, listRounds, listTargets, listWorks,
} from '@doanket/contracts';
import { type ListSheet, sheetOf, wordsOf } from '@doanket/exports';

const AMOUNT = 'Số tiền (đồng)';
const STATE = 'Trạng thái';
const UNIT = { unitCode: 'Mã đơn vị', unitName: 'Đơn vị' } as const;

/** The lists of campaigns as sheets. */
export const campaignsSheets: readonly ListSheet[] = [
  sheetOf('PLANS', listPlans, 'Kế hoạch thi đua', {
    code: 'Mã kế hoạch', title: 'Kế hoạch', number: 'Số', ...UNIT, level: 'Cấp', year: 'Năm', issuedOn: 'Ngày ban hành', startsOn: 'Từ ngày', endsOn: 'Đến ngày', roundsPlanned: 'Số đợt', parentPlanCode: 'Kế hoạch cấp trên',
  }),
  sheetOf('ADOPTIONS', listAdoptions, 'Triển khai kế hoạch', {
    planCode: 'Mã kế hoạch', ...UNIT, state: STATE, askedOn: 'Ngày yêu cầu', adoptedOn: 'Ngày triển khai', childPlanCode: 'Kế hoạch của đơn vị', reportedOn: 'Ngày báo cáo', report: 'Báo cáo',
  }),
  sheetOf('TARGETS', listTargets, 'Chỉ tiêu thi đua', {
    code: 'Mã chỉ tiêu', title: 'Nội dung chỉ tiêu', unitCode: 'Mã đơn vị', numeratorIndicator: 'Chỉ tiêu thống kê (tử số)', denominatorIndicator: 'Mẫu số', comparator: 'So sánh', threshold: { title: 'Mức', value: (row) => row.threshold.replace('.', ',') }, valueUnit: 'Đơn vị tính',
    calculatedAt: 'Tính tại', distinctPersons: 'Mỗi người một lần', blocs: 'Khối', dueOn: 'Hạn', programmeCode: 'Chương trình',
  }),
  sheetOf('ROUNDS', listRounds, 'Đợt thi đua', {
    code: 'Mã đợt', label: 'Tên gọi', planCode: 'Kế hoạch', ...UNIT, level: 'Cấp', year: 'Năm', ordinal: 'Đợt', startsOn: 'Từ ngày', endsOn: 'Đến ngày', calendarDays: 'Số ngày', state: STATE,
  }),
  sheetOf('HONOURS', listHonours, 'Khen thưởng của đợt', {
    titleCode: { title: 'Danh hiệu, hình thức', words: true }, level: 'Cấp', receiverKind: { title: 'Đối tượng', words: true }, ...UNIT, decidedOn: 'Ngày quyết định', revokedOn: 'Ngày thu hồi',
  }),
  sheetOf('WORKS', listWorks, 'Công trình, phần việc', {
    title: 'Công trình, sản phẩm, phần việc', kind: 'Loại', level: 'Cấp', roundCode: 'Đợt thi đua', ...UNIT, state: STATE, registeredOn: 'Ngày đăng ký', completedOn: 'Ngày hoàn thành', verifiedOn: 'Ngày công nhận', late: 'Muộn',
    valueVnd: 'Giá trị (đồng)', 'plaque.attachedOn': 'Ngày gắn biển', 'plaque.place': 'Nơi gắn biển', warnings: { title: 'Lưu ý', value: ({ warnings }) => wordsOf(warnings) },
  }),
  sheetOf('CLUSTERS', listClusters, 'Cụm thi đua', {
    code: 'Mã cụm', name: 'Cụm thi đua', number: 'Số', unitCode: 'Mã đơn vị', year: 'Năm', state: STATE, members: 'Thành viên', signatures: 'Đã ký giao ước', committedOn: 'Ngày ký đủ',
  }),
  sheetOf('CONTESTS', listContests, 'Hội thi', {
    code: 'Mã hội thi', title: 'Hội thi', ...UNIT, level: 'Cấp', year: 'Năm', heldOn: 'Từ ngày', heldUntil: 'Đến ngày', state: STATE, roundCode: 'Đợt thi đua', movementCode: 'Phong trào',
  }),
  sheetOf('CONTEST_ENTRIES', listContestEntries, 'Thí sinh', {
    entryNo: 'Số báo danh', contestantName: 'Họ và tên', birthYear: 'Năm sinh', enterprise: 'Nơi làm việc', trade: { title: 'Nghề', words: true }, ...UNIT, qualifiedIn: 'Qua hội thi', theoryMark: 'Điểm lý thuyết', practiceMark: 'Điểm thực hành', total: 'Tổng điểm', place: 'Thứ hạng',
    'prize.rank': 'Giải', 'prize.amountVnd': AMOUNT, 'prize.certificateNo': 'Số giấy chứng nhận',
  }),
  sheetOf('PRIZES', listPrizes, 'Giải thưởng', {
    rank: 'Giải', teamPrize: 'Giải tập thể', entryNo: 'Số báo danh', trade: { title: 'Nghề', words: true }, unitName: 'Đơn vị', amountVnd: AMOUNT, certificateNo: 'Số giấy chứng nhận', awardedOn: 'Ngày trao',
  }),
  sheetOf('MOVEMENTS', listMovements, 'Phong trào', { code: 'Mã phong trào', title: 'Phong trào', ...UNIT, level: 'Cấp', startsOn: 'Từ ngày', endsOn: 'Đến ngày', state: { title: STATE, words: 'MOVEMENT_' } }),
  sheetOf('OCCASIONS', listOccasions, 'Ngày kỷ niệm', {
    code: 'Mã', name: 'Tên', kind: 'Loại', unitCode: 'Mã đơn vị', foundedOn: 'Ngày thành lập', heldOn: 'Ngày tổ chức', year: 'Năm', day: 'Ngày trong năm', years: 'Số năm',
  }),
  sheetOf('PETITIONS', listPetitions, 'Kiến nghị', {
    text: 'Nội dung', ...UNIT, bloc: 'Khối', channel: 'Hình thức', topic: 'Lĩnh vực', authorHidden: 'Ẩn danh', receivedOn: 'Ngày nhận', roundCode: 'Đợt thi đua', clusterCode: 'Cụm thi đua', state: STATE, ownerUnitCode: 'Đơn vị giải quyết',
    dueOn: 'Hạn', overdue: 'Quá hạn', outcome: 'Kết quả', answer: 'Trả lời', settledOn: 'Ngày trả lời', resolvedOn: 'Ngày giải quyết xong',
  }),
];
