import { FUND_GAPS, MonthText, type ReconciliationView } from '@doanket/contracts';
import type { Principal } from '@doanket/auth';
import type { Tx } from '@doanket/persistence';
import { z } from 'zod';
import { defineExport, type ExportList } from '@doanket/exports';
import { firstDayOf } from '../ledger/month.rules';
import type { ReconciliationQueries, ReconciliationRow } from './reconciliation.queries';

const Filter = z.strictObject({ unit: z.string().max(60).optional(), month: MonthText, gap: z.enum(FUND_GAPS).optional(), onlyGaps: z.enum(['true']).optional() });
interface Frozen { readonly units: readonly string[] | null; readonly month: string; readonly gap: string | null; readonly onlyGaps: boolean }

const GAP_WORDS: Readonly<Record<ReconciliationView['gaps'][number], string>> = {
  NO_PAYROLL: 'Chưa có quỹ lương BHXH', MEMBERS_ABOVE_INSURED: 'Đoàn viên nhiều hơn người đóng BHXH', SALARIES_ABOVE_PAYROLL: 'Tổng lương đoàn viên vượt quỹ lương', MONEY_SHORT: 'Thu thiếu', MONEY_OVER: 'Thu thừa',
};

/** Employers of a month: members, insurer, money; gaps first. */
export function reconciliationExport(queries: ReconciliationQueries, units: (tx: Tx, principal: Principal, code: string | undefined) => Promise<string[] | null>): ExportList {
  return defineExport<z.output<typeof Filter>, Frozen, ReconciliationRow>({
    kind: 'RECONCILIATIONS', title: 'Đối chiếu kinh phí công đoàn', permission: 'membership.fund.read', filter: Filter,
    freeze: async (tx, filter, principal) => ({ units: await units(tx, principal, filter.unit), month: filter.month, gap: filter.gap ?? null, onlyGaps: filter.onlyGaps === 'true' }),
    async page(tx, frozen, after, limit) {
      const rows = await queries.list(tx, { months: [firstDayOf(frozen.month)], employers: null, units: frozen.units, gap: frozen.gap, onlyGaps: frozen.onlyGaps, after: after as readonly [number, string, string] | null, limit });
      const last = rows.at(-1);
      return { rows, next: last === undefined || rows.length < limit ? null : [last.gaps.length === 0 ? 1 : 0, last.nameKey, last.employerId] };
    },
    columns: [
      { name: 'enterpriseCode', title: 'Mã số doanh nghiệp', type: 'text', value: (row) => row.enterpriseCode },
      { name: 'employerName', title: 'Doanh nghiệp', type: 'text', value: (row) => row.employerName },
      { name: 'month', title: 'Tháng', type: 'text', value: (row) => row.month },
      { name: 'members', title: 'Đoàn viên', type: 'integer', value: (row) => row.members },
      { name: 'memberSalaryVnd', title: 'Tổng lương đoàn viên', type: 'vnd', value: (row) => row.memberSalaryVnd },
      { name: 'insuredWorkers', title: 'Người đóng BHXH', type: 'integer', value: (row) => row.insuredWorkers },
      { name: 'insuredPayrollVnd', title: 'Quỹ lương đóng BHXH', type: 'vnd', value: (row) => row.insuredPayrollVnd },
      { name: 'dueVnd', title: 'Phải thu', type: 'vnd', value: (row) => row.dueVnd },
      { name: 'receivedVnd', title: 'Đã nhận', type: 'vnd', value: (row) => row.receivedVnd },
      { name: 'differenceVnd', title: 'Chênh lệch', type: 'vnd', value: (row) => row.differenceVnd },
      { name: 'gaps', title: 'Vấn đề', type: 'text', value: (row) => row.gaps.map((gap) => GAP_WORDS[gap]).join('; ') },
    ],
  });
}
