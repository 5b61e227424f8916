import type { Level, TitleBody } from '@doanket/contracts';
import { searchKey, type Day } from '@doanket/kernel';

/** First day of what a federation brings along: before anything the articles tell of. Assumption. */
const FIRST_DAY: Day = '2015-01-01';

type ReceiverKind = TitleBody['receiverKinds'][number];
interface Seed {
  readonly code: string; readonly name: string; readonly levels: readonly Level[]; readonly kind: TitleBody['kind']; readonly receiverKinds: readonly ReceiverKind[]; readonly mark: string;
  readonly source: string; readonly conditions?: (level: Level) => readonly TitleBody['conditions'][number][]; readonly tiers?: Partial<Record<Level, number>>; readonly partner?: string;
}
interface Version { readonly validFrom: Day; readonly validTo: Day | null; readonly decisionNumber: string | null; readonly baseSalaryThousandths?: number }

const ONE: readonly ReceiverKind[] = ['INDIVIDUAL'];
const BOTH: readonly ReceiverKind[] = ['INDIVIDUAL', 'COLLECTIVE'];
const ALWAYS: readonly Version[] = [{ validFrom: FIRST_DAY, validTo: null, decisionNumber: null }];

/**
 * Union forms follow the award regulation: 1689/QĐ-TLĐ of 12/11/2019 replaced 2106/QĐ-TLĐ; 999/QĐ-TLĐ of 29/5/2024 is newer. That
 * each holds from its date on is an assumption (handbook 4.3), so the versions are data to be corrected.
 */
const REGULATIONS: readonly Version[] = [
  { validFrom: FIRST_DAY, validTo: '2019-11-11', decisionNumber: '2106/QĐ-TLĐ' },
  { validFrom: '2019-11-12', validTo: '2024-05-28', decisionNumber: '1689/QĐ-TLĐ' },
  { validFrom: '2024-05-29', validTo: null, decisionNumber: '999/QĐ-TLĐ' },
];

/** State titles: the law in force from 1/1/2024; money by Decree 152/2025, its first day here is an assumption. */
const stateVersions = (baseSalaryThousandths: number): readonly Version[] => [
  { validFrom: '2024-01-01', validTo: '2025-06-30', decisionNumber: '06/2022/QH15' },
  { validFrom: '2025-07-01', validTo: null, decisionNumber: '06/2022/QH15; 152/2025/NĐ-CP', baseSalaryThousandths },
];

const belowFirstAtCity = (level: Level) => (level === 'C' ? (['LEVEL_BELOW_FIRST'] as const) : []);

const UNION_TITLES: readonly (readonly [Seed, readonly Version[]])[] = [
  [{
    code: 'OUTSTANDING_WORKER', name: 'Công nhân giỏi', levels: ['G', 'S', 'C'], kind: 'UNION', receiverKinds: ONE, mark: 'CNG', source: 'Handbook 4.3, seeds 003 and 004; exact criteria open',
    conditions: (level) => ['DIRECT_WORKER', ...belowFirstAtCity(level)],
  }, ALWAYS],
  [{ code: 'CREATIVE_CAPITAL', name: 'Sáng kiến, sáng tạo Thủ đô', levels: ['S', 'C'], kind: 'UNION', receiverKinds: ONE, mark: 'SKST', source: 'Handbook 4.3, seed 004; criteria open', conditions: belowFirstAtCity }, ALWAYS],
  [{ code: 'OUTSTANDING_CHAIR', name: 'Chủ tịch Công đoàn cơ sở tiêu biểu', levels: ['C'], kind: 'UNION', receiverKinds: ONE, mark: 'CTTB', source: 'Handbook 4.3, seed 004', conditions: () => ['NON_STATE_UNIT'] }, ALWAYS],
  [{
    code: 'DEDICATED_TEACHER', name: 'Nhà giáo Hà Nội tâm huyết, sáng tạo', levels: ['S', 'C'], kind: 'JOINT', receiverKinds: ONE, mark: 'NGTH', source: 'Handbook 4.3, seed 003', tiers: { S: 3 },
    partner: 'Phòng, Sở Giáo dục và Đào tạo',
  }, ALWAYS],
  [{ code: 'TYPICAL_EXAMPLE', name: 'Điển hình tiên tiến', levels: ['S', 'C'], kind: 'UNION', receiverKinds: BOTH, mark: 'DHTT', source: 'Handbook 4.3, seed 003' }, ALWAYS],
  [{ code: 'WOMEN_TWO_ROLES', name: 'Giỏi việc nước, đảm việc nhà', levels: ['G', 'S', 'C'], kind: 'UNION', receiverKinds: BOTH, mark: 'GVN', source: 'Handbook 4.3, seed 003: given yearly at S' }, ALWAYS],
  [{ code: 'EXEMPLARY_FAMILY', name: 'Gia đình công nhân viên chức lao động tiêu biểu', levels: ['S', 'C'], kind: 'UNION', receiverKinds: ['FAMILY'], mark: 'GDTB', source: 'Handbook 4.3, seed 003: given yearly at S' }, ALWAYS],
  [{ code: 'LETTER_OF_COMMENDATION', name: 'Giấy khen', levels: ['G', 'S'], kind: 'UNION', receiverKinds: BOTH, mark: 'GK', source: 'Handbook 4.3; conditions set by the level' }, REGULATIONS],
  [{ code: 'CERTIFICATE_OF_MERIT', name: 'Bằng khen', levels: ['C', 'N'], kind: 'UNION', receiverKinds: BOTH, mark: 'BK', source: 'Handbook 4.3, seed 000' }, REGULATIONS],
  [{ code: 'EMULATION_FLAG', name: 'Cờ thi đua', levels: ['C', 'N'], kind: 'UNION', receiverKinds: ['COLLECTIVE'], mark: 'CTD', source: 'Handbook 4.3, seed 000' }, REGULATIONS],
];

const STATE_TITLES: readonly (readonly [Seed, readonly Version[]])[] = [
  [{ code: 'ADVANCED_WORKER', name: 'Lao động tiên tiến', levels: ['G'], kind: 'STATE', receiverKinds: ONE, mark: 'LDTT', source: 'Law on Emulation and Commendation 06/2022/QH15; handbook 4.3' }, stateVersions(300)],
  [{ code: 'EMULATION_SOLDIER_BASE', name: 'Chiến sĩ thi đua cơ sở', levels: ['G'], kind: 'STATE', receiverKinds: ONE, mark: 'CSTD-CS', source: 'Law 06/2022/QH15; handbook 4.3, multiple not confirmed' }, stateVersions(1000)],
  [{ code: 'EMULATION_SOLDIER_CITY', name: 'Chiến sĩ thi đua cấp thành phố', levels: ['C'], kind: 'STATE', receiverKinds: ONE, mark: 'CSTD-TP', source: 'Law 06/2022/QH15; handbook 4.3' }, stateVersions(3000)],
  [{ code: 'EMULATION_SOLDIER_NATIONAL', name: 'Chiến sĩ thi đua toàn quốc', levels: ['N'], kind: 'STATE', receiverKinds: ONE, mark: 'CSTD-TQ', source: 'Law 06/2022/QH15; handbook 4.3' }, stateVersions(4500)],
];

/** A row of the catalogue a federation starts with. */
export interface CatalogueRow {
  readonly code: string; readonly level: Level; readonly name: string; readonly searchKey: string; readonly kind: TitleBody['kind']; readonly receiverKinds: readonly ReceiverKind[];
  readonly conditions: readonly TitleBody['conditions'][number][]; readonly baseSalaryThousandths: number | null; readonly tiers: number | null; readonly partner: string | null; readonly mark: string;
  readonly validFrom: Day; readonly validTo: Day | null; readonly decisionNumber: string | null; readonly source: string;
}

/** Titles and forms of handbook 4.3, one row per level and version. Editable afterwards through the API. */
export const CATALOGUE: readonly CatalogueRow[] = [...UNION_TITLES, ...STATE_TITLES].flatMap(([seed, versions]) => seed.levels.flatMap((level) => versions.map((version) => ({
  code: seed.code, level, name: seed.name, searchKey: searchKey(seed.name), kind: seed.kind, receiverKinds: seed.receiverKinds, conditions: seed.conditions?.(level) ?? [],
  baseSalaryThousandths: version.baseSalaryThousandths ?? null, tiers: seed.tiers?.[level] ?? null, partner: seed.partner ?? null, mark: seed.mark,
  validFrom: version.validFrom, validTo: version.validTo, decisionNumber: version.decisionNumber, source: seed.source,
}))));

/** Base salary of the state, whole VND a month, by the day it holds from. */
export const BASE_SALARIES = [
  { validFrom: '2023-07-01', validTo: '2024-06-30', amountVnd: 1_800_000, decisionNo: '24/2023/NĐ-CP', source: 'Decree 24/2023; not in the handbook' },
  { validFrom: '2024-07-01', validTo: null, amountVnd: 2_340_000, decisionNo: '73/2024/NĐ-CP', source: 'Handbook 4.1; value after 2025 open' },
] as const;

/** Quorum and share of a council (AWD-03). A rule for one title goes before the general one. */
export const COUNCIL_RULES = [
  { code: 'QUORUM', titleCode: null, numerator: 2, denominator: 3, moreThan: false, validFrom: FIRST_DAY, source: 'Handbook AWD-03: two thirds present, not confirmed' },
  { code: 'SHARE', titleCode: null, numerator: 1, denominator: 2, moreThan: true, validFrom: FIRST_DAY, source: 'Assumption: more than half of those who vote' },
  { code: 'SHARE', titleCode: 'EMULATION_SOLDIER_CITY', numerator: 80, denominator: 100, moreThan: false, validFrom: FIRST_DAY, source: 'Handbook AWD-03: 80–90% for high titles, not confirmed' },
  { code: 'SHARE', titleCode: 'EMULATION_SOLDIER_NATIONAL', numerator: 90, denominator: 100, moreThan: false, validFrom: FIRST_DAY, source: 'Handbook AWD-03: 80–90% for high titles, not confirmed' },
] as const;
