import { DUES_LINE_KINDS, DUES_STATUSES, type DuesBoardRow, MonthText, type DuesLineView } from '@doanket/contracts';
import type { Access } from '@doanket/directory';
import { percentText } from '@doanket/kernel';
import { z } from 'zod';
import { defineExport, type ExportList } from '@doanket/exports';
import { type BoardFrozen, type DuesQueries, type LinePlace, type LineRow, type LinesFrozen, toLine } from './dues.queries';

const BoardFilter = z.strictObject({ unit: z.string().max(60).optional(), month: MonthText });
const LinesFilter = z.strictObject({ unit: z.string().max(60), month: MonthText, status: z.enum(DUES_STATUSES).optional(), kind: z.enum(DUES_LINE_KINDS).optional(), owing: z.enum(['true']).optional() });

const STATUS_WORDS: Readonly<Record<DuesLineView['status'], string>> = { DUE: 'Phải đóng', EXEMPT: 'Được miễn', SUSPENDED: 'Tạm dừng', INCOMPLETE: 'Thiếu dữ liệu' };
const KIND_WORDS: Readonly<Record<DuesLineView['kind'], string>> = { REGULAR: 'Trong tháng', MAKE_UP: 'Đóng bù', CORRECTION: 'Tính lại' };

/** Units of a subtree in one month, with what is expected, collected, sent up, owed. */
export function duesMonthsExport(queries: DuesQueries): ExportList {
  const cell = (row: DuesBoardRow) => row.months[0];
  return defineExport<z.output<typeof BoardFilter>, BoardFrozen, DuesBoardRow>({
    kind: 'DUES_MONTHS', title: 'Đoàn phí theo đơn vị', permission: 'membership.dues.read', filter: BoardFilter,
    freeze: async (tx, filter, principal) => ({ top: await queries.top(tx, principal, filter.unit), from: filter.month, to: filter.month }),
    async page(tx, frozen, after, limit) {
      const rows = await queries.boardRows(tx, frozen, after as string | null, limit);
      return { rows, next: rows.length < limit ? null : (rows.at(-1)?.unitCode ?? null) };
    },
    columns: [
      { name: 'unitCode', title: 'Mã đơn vị', type: 'text', value: (row) => row.unitCode },
      { name: 'unitName', title: 'Công đoàn cơ sở', type: 'text', value: (row) => row.unitName },
      { name: 'month', title: 'Tháng', type: 'text', value: (row) => cell(row)?.month ?? 'chưa tính' },
      { name: 'members', title: 'Đoàn viên', type: 'integer', value: (row) => cell(row)?.members ?? null },
      { name: 'payers', title: 'Phải đóng (người)', type: 'integer', value: (row) => cell(row)?.payers ?? null },
      { name: 'incomplete', title: 'Thiếu dữ liệu (người)', type: 'integer', value: (row) => cell(row)?.incomplete ?? null },
      { name: 'regularVnd', title: 'Theo quy định', type: 'vnd', value: (row) => cell(row)?.regularVnd ?? null },
      { name: 'extraVnd', title: 'Thu thêm', type: 'vnd', value: (row) => cell(row)?.extraVnd ?? null },
      { name: 'collectedVnd', title: 'Đã thu', type: 'vnd', value: (row) => cell(row)?.collectedVnd ?? null },
      { name: 'arrearsVnd', title: 'Còn phải thu', type: 'vnd', value: (row) => cell(row)?.arrearsVnd ?? null },
      { name: 'dueUpVnd', title: 'Phải nộp cấp trên', type: 'vnd', value: (row) => cell(row)?.dueUpVnd ?? null },
      { name: 'remittedVnd', title: 'Đã nộp cấp trên', type: 'vnd', value: (row) => cell(row)?.remittedVnd ?? null },
    ],
  });
}

/** The lines behind the figures of a unit and month. */
export function duesLinesExport(queries: DuesQueries, access: Access): ExportList {
  return defineExport<z.output<typeof LinesFilter>, LinesFrozen, LineRow>({
    kind: 'DUES_LINES', title: 'Đoàn phí từng đoàn viên', permission: 'membership.dues.read', filter: LinesFilter,
    freeze: async (tx, filter, principal) => ({
      unitId: await access.requireUnitByCode(tx, principal, 'membership.dues.read', filter.unit), month: filter.month, status: filter.status ?? null, kind: filter.kind ?? null, owing: filter.owing === 'true',
    }),
    async page(tx, frozen, after, limit) {
      const rows = await queries.lineRows(tx, frozen, after as LinePlace | null, limit);
      const last = rows.at(-1);
      return { rows, next: last === undefined || rows.length < limit ? null : [last.nameKey, last.memberId, last.seq] };
    },
    columns: [
      { name: 'fullName', title: 'Họ và tên', type: 'text', value: (row) => row.fullName },
      { name: 'month', title: 'Tháng', type: 'text', value: (row) => row.month },
      { name: 'kind', title: 'Loại', type: 'text', value: (row) => KIND_WORDS[row.kind] },
      { name: 'status', title: 'Trạng thái', type: 'text', value: (row) => STATUS_WORDS[row.status] },
      { name: 'baseVnd', title: 'Căn cứ đóng', type: 'vnd', value: (row) => toLine(row).baseVnd },
      { name: 'rate', title: 'Tỷ lệ (%)', type: 'text', value: (row) => rateText(toLine(row)) },
      { name: 'decisionNumber', title: 'Văn bản', type: 'text', value: (row) => row.decisionNumber },
      { name: 'regularVnd', title: 'Theo quy định', type: 'vnd', value: (row) => toLine(row).regularVnd },
      { name: 'extraVnd', title: 'Thu thêm', type: 'vnd', value: (row) => toLine(row).extraVnd },
      { name: 'reducedVnd', title: 'Được giảm', type: 'vnd', value: (row) => toLine(row).reducedVnd },
      { name: 'suspendedVnd', title: 'Tạm dừng', type: 'vnd', value: (row) => toLine(row).suspendedVnd },
    ],
  });
}

function rateText(line: DuesLineView): string | null {
  return line.rate === null ? null : (percentText(line.rate)?.replace('.', ',') ?? null);
}
