import {
  getTreeDiff, listCeremonies, listCongressDeadlines, listCongressDuties, listCongresses, listDelegations, listDensities, listFoundings, listGradings, listGrowthTargets, listTerritories, listTransfers, listUnits,
} from '@doanket/contracts';
import { type ListSheet, sheetOf } from '@doanket/exports';

const UNIT = { unitCode: 'Mã đơn vị', unitName: 'Đơn vị' } as const;
const STATE = 'Trạng thái';

/** Lists about units, their congresses, targets and grading. */
export const organisationSheets: readonly ListSheet[] = [
  sheetOf('UNITS', listUnits, 'Đơn vị công đoàn', {
    code: 'Mã đơn vị', name: 'Tên', type: { title: 'Loại', words: 'UNIT_' }, level: 'Cấp', state: STATE, bloc: 'Khối', parentCode: 'Đơn vị cấp trên', territories: 'Địa bàn', foundedOn: 'Ngày thành lập', validFrom: 'Từ ngày', validTo: 'Đến ngày', successorCode: 'Đơn vị kế tục', childCount: 'Số đơn vị trực thuộc',
  }),
  sheetOf('TREE_DIFFERENCES', getTreeDiff, 'So sánh hai ngày', {
    'unit.code': 'Mã đơn vị', 'unit.name': 'Đơn vị', 'unit.level': 'Cấp', changes: { title: 'Thay đổi', words: 'change_' }, 'before.name': 'Tên ngày trước', 'before.parentCode': 'Cấp trên ngày trước', 'before.state': 'Trạng thái ngày trước',
    'after.name': 'Tên ngày sau', 'after.parentCode': 'Cấp trên ngày sau', 'after.state': 'Trạng thái ngày sau',
  }),
  sheetOf('FOUNDINGS', listFoundings, 'Thành lập công đoàn cơ sở', {
    code: 'Mã đơn vị', name: 'Tên CĐCS', parentCode: 'Mã cấp trên', parentName: 'Công đoàn cấp trên', bloc: 'Khối', 'employer.enterpriseCode': 'Mã số doanh nghiệp', 'employer.name': 'Đơn vị sử dụng lao động', workers: 'Số lao động', applicants: 'Người đứng đơn', committee: 'BCH lâm thời',
    appliedOn: 'Ngày nộp đơn', committeeUntil: 'BCH lâm thời đến', state: STATE, foundedOn: 'Ngày thành lập', reason: 'Lý do',
  }),
  sheetOf('UNIT_TRANSFERS', listTransfers, 'Giao nhận đơn vị', {
    direction: 'Hình thức', state: STATE, issuerCode: 'Đơn vị quyết định', receiverCode: 'Bên nhận', otherParty: 'Bên kia', effectiveOn: 'Hiệu lực quyết định', movedOn: 'Ngày chuyển', units: 'Số đơn vị', reason: 'Lý do',
  }),
  sheetOf('CEREMONIES', listCeremonies, 'Lễ ra mắt', { code: 'Mã', name: 'Tên buổi lễ', heldOn: 'Ngày tổ chức', place: 'Địa điểm', unitCode: 'Mã đơn vị', listed: 'Số CĐCS ra mắt' }),
  sheetOf('TERRITORIES', listTerritories, 'Địa bàn', {
    code: 'Mã địa bàn', name: 'Tên', kind: 'Loại', neighbours: { title: 'Giáp ranh', value: ({ neighbours }) => neighbours.join('; ') }, validFrom: 'Từ ngày', validTo: 'Đến ngày', 'union.unitCode': 'Công đoàn phụ trách', 'union.since': 'Phụ trách từ',
  }),
  sheetOf('DENSITIES', listDensities, 'Tỷ lệ đoàn viên', { ...UNIT, members: 'Đoàn viên', workers: 'Lao động', density: 'Tỷ lệ' }),
  sheetOf('DELEGATIONS', listDelegations, 'Ủy quyền', { ...UNIT, power: 'Quyền được ủy', validFrom: 'Từ ngày', validTo: 'Đến ngày' }),
  sheetOf('GROWTH_TARGETS', listGrowthTargets, 'Chỉ tiêu phát triển', {
    ...UNIT, year: 'Năm', kind: 'Loại chỉ tiêu', target: 'Chỉ tiêu', result: 'Kết quả', source: 'Nguồn', achieved: 'Đạt', givenOn: 'Đã giao tiếp', left: 'Còn lại', 'passedTo.unitCode': 'Đơn vị kế tục', 'passedTo.on': 'Chuyển từ ngày',
  }),
  sheetOf('CONGRESSES', listCongresses, 'Đại hội', {
    ...UNIT, number: 'Đại hội lần thứ', congressKind: 'Hình thức', state: STATE, plannedOn: 'Dự kiến', heldFrom: 'Từ ngày', heldTo: 'Đến ngày', memberCount: 'Số đoàn viên', delegateCount: 'Số đại biểu', cancelledBecause: 'Lý do hủy',
  }),
  sheetOf('CONGRESS_DEADLINES', listCongressDeadlines, 'Thời hạn đại hội', { unitCode: 'Mã đơn vị', level: 'Cấp', periodFrom: 'Từ ngày', dueOn: 'Hạn', decisionNumber: 'Số quyết định', decidedOn: 'Ngày quyết định' }),
  sheetOf('CONGRESS_DUTIES', listCongressDuties, 'Đơn vị phải đại hội', { ...UNIT, state: STATE, plannedOn: 'Dự kiến', heldTo: 'Ngày xong' }),
  sheetOf('GRADINGS', listGradings, 'Xếp loại công đoàn cơ sở', {
    ...UNIT, year: 'Năm', sheet: 'Thang điểm', state: STATE, selfTotal: 'Tự chấm', checkedTotal: { title: 'Thẩm định', type: 'number' as const }, band: 'Xếp loại', gradedOn: 'Ngày xếp loại', note: 'Ghi chú', checkNote: 'Nhận xét',
  }),
];
