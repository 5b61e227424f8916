import {
  listAttendances, listClaims, listGroupMembers, listHouseholds, listImports, listInjuries, listLeaves, listMemberTransfers, listPersons, listTrainingCourses, listTrainingGaps, listTrainingReports, listVisitTasks,
} from '@doanket/contracts';
import { type ListSheet, sheetOf, wordOf, wordsOf } from '@doanket/exports';

const UNIT = { unitCode: 'Mã đơn vị', unitName: 'Đơn vị' } as const;
const STATE = 'Trạng thái';

/** Lists about persons and members. Identifiers are not in them: reading one asks for a reason each time. */
export const peopleSheets: readonly ListSheet[] = [
  sheetOf('PERSONS', listPersons, 'Người', {
    fullName: 'Họ và tên', birthDate: 'Ngày sinh', gender: 'Giới tính', nationality: 'Quốc tịch', unitCode: 'Mã đơn vị', warnings: 'Lưu ý', 'account.username': 'Tài khoản', 'account.state': 'Trạng thái tài khoản',
  }),
  sheetOf('MEMBER_TRANSFERS', listMemberTransfers, 'Chuyển sinh hoạt', {
    fullName: 'Họ và tên', state: STATE, fromUnitCode: 'Mã nơi đi', fromUnitName: 'Nơi đi', toUnitCode: 'Mã nơi đến', toUnitName: 'Nơi đến', leftOn: 'Ngày đi', confirmBy: 'Hạn tiếp nhận', overdue: 'Quá hạn', confirmedOn: 'Ngày tiếp nhận', memberSince: 'Đoàn viên từ', reason: 'Lý do',
  }),
  sheetOf('GROUP_MEMBERS', listGroupMembers, 'Đoàn viên của tổ, bộ phận', { fullName: 'Họ và tên', since: 'Từ ngày' }),
  sheetOf('HOUSEHOLDS', listHouseholds, 'Hộ gia đình', {
    householdNo: 'Số hộ', ...UNIT, address: 'Địa chỉ', openedOn: 'Ngày lập', people: { title: 'Người trong hộ', value: ({ people }) => people.map(({ personName, relation }) => `${personName} (${wordOf(relation)})`).join('; ') },
  }),
  sheetOf('IMPORTS', listImports, 'Các lần nhập đoàn viên', {
    fileName: 'Tệp', unitCode: 'Mã đơn vị', state: STATE, failure: 'Lỗi', 'counts.total': { title: 'Số dòng', type: 'integer' }, 'counts.fresh': 'Mới', 'counts.changed': 'Thay đổi', 'counts.unchanged': 'Không đổi', 'counts.faulty': 'Lỗi (dòng)', createdAt: 'Tải lên lúc', changedAt: 'Cập nhật lúc',
  }),
  sheetOf('TRAINING_COURSES', listTrainingCourses, 'Lớp bồi dưỡng', {
    title: 'Lớp bồi dưỡng', topic: 'Nội dung', ...UNIT, planYear: 'Năm', hours: 'Số giờ', startsOn: 'Từ ngày', endsOn: 'Đến ngày', place: 'Địa điểm', state: STATE, attended: 'Tham dự', passed: 'Đạt', cancelledBecause: 'Lý do hủy',
  }),
  sheetOf('ATTENDANCES', listAttendances, 'Người dự lớp', { personName: 'Họ và tên', ...UNIT, hours: 'Số giờ', passed: 'Đạt', certificateNo: 'Số chứng nhận' }),
  sheetOf('TRAINING_GAPS', listTrainingGaps, 'Cán bộ chưa được bồi dưỡng', {
    personName: 'Họ và tên', ...UNIT, post: 'Chức danh', body: 'Tổ chức', appointment: 'Hình thức', inPostFrom: 'Giữ chức danh từ', since: 'Cần bồi dưỡng từ', lastCourseOn: 'Lớp gần nhất',
  }),
  sheetOf('TRAINING_REPORTS', listTrainingReports, 'Báo cáo bồi dưỡng', {
    ...UNIT, year: 'Năm', kind: 'Loại', presentedOn: 'Ngày báo cáo', 'figures.courses': 'Số lớp', 'figures.hours': 'Số giờ', 'figures.attended': 'Lượt người', 'figures.passed': 'Đạt', 'figures.persons': 'Số người', note: 'Ghi chú',
  }),
  sheetOf('LEAVES', listLeaves, 'Nghỉ dài ngày', { memberName: 'Đoàn viên', unitCode: 'Mã đơn vị', fromDay: 'Từ ngày', toDay: 'Đến ngày', exemptFrom: 'Miễn đoàn phí từ', exemptTo: 'Miễn đến', source: { title: 'Nguồn', words: 'source' }, recordedAt: 'Nhập lúc' }),
  sheetOf('BENEFIT_CLAIMS', listClaims, 'Hồ sơ ốm đau, thai sản', {
    memberName: 'Đoàn viên', unitCode: 'Mã đơn vị', returnedOn: 'Ngày trở lại làm việc', turn: 'Lượt của', dueOn: 'Hạn', late: 'Quá hạn', workerFiledOn: 'Người lao động nộp', filedWith: 'Nộp tại', employerFiledOn: 'Đơn vị nộp', answeredOn: 'Cơ quan BHXH trả lời', outcome: 'Kết quả', lateTurns: 'Chậm ở lượt',
  }),
  sheetOf('WORK_INJURIES', listInjuries, 'Tai nạn lao động', {
    memberName: 'Đoàn viên', unitCode: 'Mã đơn vị', happenedOn: 'Ngày xảy ra', papers: { title: 'Giấy tờ', value: ({ papers }) => wordsOf(papers) }, employerFiledOn: 'Đơn vị nộp', closedOn: 'Ngày kết thúc', 'visit.visitedOn': 'Ngày thăm',
  }),
  sheetOf('VISIT_TASKS', listVisitTasks, 'Thăm hỏi', { memberName: 'Đoàn viên', unitCode: 'Mã đơn vị', openedOn: 'Từ ngày', visitedOn: 'Ngày thăm', note: 'Ghi chú' }),
];
