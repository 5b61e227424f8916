import { listHousingCases, listHousingProgrammes } from '@doanket/contracts';
import { type ListSheet, sheetOf } from '@doanket/exports';

/** The lists of welfare as sheets. What a hardship is asks for a reason each time it is read and is not in them. */
export const welfareSheets: readonly ListSheet[] = [
  sheetOf('HOUSING_CASES', listHousingCases, 'Hồ sơ Mái ấm công đoàn', {
    caseNo: 'Số hồ sơ', memberName: 'Đoàn viên', memberSince: 'Đoàn viên từ', unitCode: 'Mã đơn vị', unitName: 'Đơn vị', housingKind: 'Hình thức', landRight: 'Quyền sử dụng đất', place: 'Địa điểm', amountVnd: 'Số tiền (đồng)', ceilingVnd: 'Mức tối đa (đồng)',
    programmeYear: 'Năm chương trình', state: 'Trạng thái', overdue: 'Quá hạn', dossierDueOn: 'Hạn hồ sơ', workDueOn: 'Hạn công trình', approvedOn: 'Ngày duyệt', paidOn: 'Ngày chi', workDoneOn: 'Ngày hoàn thành', handedOverOn: 'Ngày bàn giao',
  }),
  sheetOf('HOUSING_PROGRAMMES', listHousingProgrammes, 'Chương trình Mái ấm công đoàn', {
    year: 'Năm', unitCode: 'Mã đơn vị', budgetVnd: 'Kinh phí (đồng)', approvedVnd: 'Đã duyệt (đồng)', paidVnd: 'Đã chi (đồng)', leftVnd: 'Còn lại (đồng)', buildVnd: 'Mức xây mới (đồng)', repairVnd: 'Mức sửa chữa (đồng)',
    dossierDueOn: 'Hạn hồ sơ', workDueOn: 'Hạn công trình', decisionNumber: 'Số quyết định', decidedOn: 'Ngày quyết định',
  }),
];
