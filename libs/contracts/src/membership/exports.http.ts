import { exportRoutesOf } from '../platform/exports.http';
import { platformExportsOf } from '../platform/routes';
import { listAgreements } from './agreements.http';
import { listBankEntries, listBankStatements } from './bank.http';
import { listClaims } from './benefit-claims.http';
import { listCeremonies } from './ceremonies.http';
import { listCongressDeadlines, listCongressDuties, listCongresses } from './congresses.http';
import { listArrears, listDuesLines, listDuesMonths, listDuesRuns, listDuesTerms, listReliefs, listRemittances } from './dues.http';
import { listEmployers, listRecruiting } from './employers.http';
import { listExchangeTasks, listExchanges } from './exchanges.http';
import { listDelegations, listFoundings } from './foundings.http';
import { listMoneyTasks, listReconciliations } from './fund.http';
import { listGradings } from './gradings.http';
import { listGroupMembers } from './groups.http';
import { listGrowthTargets } from './growth-targets.http';
import { listHouseholds } from './households.http';
import { listImports } from './imports.http';
import { listInsuranceDebts } from './insurance-debts.http';
import { listLeaves } from './leaves.http';
import { listJournals, listPeriods } from './ledger.http';
import { listMemberTransfers } from './member-changes.http';
import { listMembers } from './members.http';
import { listPersons } from './persons.http';
import { listDensities } from './statistics.http';
import { listAttendances, listTrainingCourses, listTrainingGaps, listTrainingReports } from './trainings.http';
import { listTransfers } from './transfers.http';
import { getTreeDiff, listUnits } from './units.http';
import { listTerritories } from './ward-unions.http';
import { listInjuries, listVisitTasks } from './work-injuries.http';

/** Lists of membership that can be taken out as files, by the name of their kind. */
export const membershipExportLists = {
  MEMBERS: listMembers,
  DUES_MONTHS: listDuesMonths,
  DUES_LINES: listDuesLines,
  RECONCILIATIONS: listReconciliations,
  CONGRESSES: listCongresses,
  CONGRESS_DEADLINES: listCongressDeadlines,
  CONGRESS_DUTIES: listCongressDuties,
  AGREEMENTS: listAgreements,
  ARREARS: listArrears,
  DUES_RUNS: listDuesRuns,
  DUES_TERMS: listDuesTerms,
  RELIEFS: listReliefs,
  REMITTANCES: listRemittances,
  EMPLOYERS: listEmployers,
  RECRUITING: listRecruiting,
  EXCHANGES: listExchanges,
  EXCHANGE_TASKS: listExchangeTasks,
  DELEGATIONS: listDelegations,
  FOUNDINGS: listFoundings,
  GRADINGS: listGradings,
  IMPORTS: listImports,
  INSURANCE_DEBTS: listInsuranceDebts,
  BANK_STATEMENTS: listBankStatements,
  BANK_ENTRIES: listBankEntries,
  MONEY_TASKS: listMoneyTasks,
  JOURNALS: listJournals,
  PERIODS: listPeriods,
  MEMBER_TRANSFERS: listMemberTransfers,
  PERSONS: listPersons,
  ATTENDANCES: listAttendances,
  TRAINING_COURSES: listTrainingCourses,
  TRAINING_GAPS: listTrainingGaps,
  TRAINING_REPORTS: listTrainingReports,
  CEREMONIES: listCeremonies,
  GROUP_MEMBERS: listGroupMembers,
  GROWTH_TARGETS: listGrowthTargets,
  DENSITIES: listDensities,
  TERRITORIES: listTerritories,
  UNIT_TRANSFERS: listTransfers,
  TREE_DIFFERENCES: getTreeDiff,
  UNITS: listUnits,
  HOUSEHOLDS: listHouseholds,
  LEAVES: listLeaves,
  BENEFIT_CLAIMS: listClaims,
  WORK_INJURIES: listInjuries,
  VISIT_TASKS: listVisitTasks,
  ...platformExportsOf('membership'),
} as const;

export const membershipExports = exportRoutesOf('membership', membershipExportLists);
export const { askExport, listExports, getExportColumns, getExport, readExport, cancelExport } = membershipExports;
export const exportRoutes = Object.values(membershipExports);

export type ExportKind = keyof typeof membershipExportLists;
