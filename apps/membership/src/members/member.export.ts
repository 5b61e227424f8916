import { MemberFilter, type MemberStatus } from '@doanket/contracts';
import { defineExport, type ExportList } from '@doanket/exports';
import type { MemberSearchService } from './member-search.service';
import type { MemberPlace, MemberQueries, MemberRow, MemberSearch } from './members.queries';

const STATUS_WORDS: Readonly<Record<MemberStatus, string>> = {
  DRAFT: 'Bản nháp', SUBMITTED: 'Đã nộp đơn', ACCEPTED: 'Chờ ngày kết nạp', REJECTED: 'Không kết nạp', ACTIVE: 'Đang sinh hoạt', TRANSFER_OUT: 'Sắp chuyển đi', IN_TRANSIT: 'Đang chuyển',
  TRANSFERRED: 'Đã chuyển', LEFT: 'Đã ra khỏi', RETIRED: 'Nghỉ hưu', DECEASED: 'Đã mất', MERGED: 'Đã gộp',
};
const GENDER_WORDS = { MALE: 'Nam', FEMALE: 'Nữ' } as const;

/** Members of a filter as a file; identifiers are not in it, for reading them asks for a reason each. */
export function memberExport(search: MemberSearchService, queries: MemberQueries): ExportList {
  return defineExport<MemberFilter, MemberSearch, MemberRow>({
    kind: 'MEMBERS', title: 'Danh sách đoàn viên', permission: 'membership.member.read', filter: MemberFilter,
    freeze: (tx, filter, principal) => search.search(tx, filter, principal),
    async page(tx, frozen, after, limit) {
      const rows = await queries.list(tx, frozen, after as MemberPlace | null, limit);
      const last = rows.at(-1);
      return { rows, next: last === undefined || rows.length < limit ? null : [last.nameKey, last.personId, last.id] };
    },
    columns: [
      { name: 'fullName', title: 'Họ và tên', type: 'text', value: (row) => row.fullName },
      { name: 'birthDate', title: 'Ngày sinh', type: 'day', value: (row) => row.birthDate },
      { name: 'gender', title: 'Giới tính', type: 'text', value: (row) => (row.gender === null ? null : GENDER_WORDS[row.gender]) },
      { name: 'unitCode', title: 'Mã đơn vị', type: 'text', value: (row) => row.unitCode },
      { name: 'unitName', title: 'Công đoàn cơ sở', type: 'text', value: (row) => row.unitName },
      { name: 'employeeCode', title: 'Mã nhân viên', type: 'text', value: (row) => row.employeeCode },
      { name: 'job', title: 'Nghề nghiệp', type: 'text', value: (row) => row.job },
      { name: 'directWorker', title: 'Lao động trực tiếp', type: 'flag', value: (row) => row.directWorker },
      { name: 'leader', title: 'Lãnh đạo', type: 'flag', value: (row) => row.leader },
      { name: 'admittedOn', title: 'Ngày kết nạp', type: 'day', value: (row) => row.admittedOn },
      { name: 'memberSince', title: 'Đoàn viên từ', type: 'day', value: (row) => row.memberSince },
      { name: 'endedOn', title: 'Ngày thôi', type: 'day', value: (row) => row.endedOn },
      { name: 'status', title: 'Trạng thái', type: 'text', value: (row) => STATUS_WORDS[row.status] },
    ],
  });
}
