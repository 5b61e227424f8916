import type { MigrationClass } from '@doanket/persistence';
import { CreatePlatformTables1765000000000 } from './1765000000000-create-platform-tables';
import { CreateInitiative1765000000100 } from './1765000000100-create-initiative';
import { CreateProgrammeAndStaff1765000000200 } from './1765000000200-create-programme-and-staff';
import { CreateRuleBook1765400000000 } from './1765400000000-create-rule-book';
import { TakeInboxMarks1780000000000 } from './1780000000000-take-inbox-marks';
import { CreateExport1781200000000 } from './1781200000000-create-export';
import { RuleSourcesInVietnamese1781300000000 } from './1781300000000-rule-sources-in-vietnamese';
import { FilesOfAccounts1781100002000 } from './1781100002000-files-of-accounts';
import { ExportColumns1781500000000 } from './1781500000000-export-columns';
import { AskForTheCallerOnce1781700000000 } from './1781700000000-ask-for-the-caller-once';

/** In the order in which they run. */
export const migrations: readonly MigrationClass[] = [
  CreatePlatformTables1765000000000,
  CreateInitiative1765000000100,
  CreateProgrammeAndStaff1765000000200,
  CreateRuleBook1765400000000,
  TakeInboxMarks1780000000000,
  CreateExport1781200000000,
  RuleSourcesInVietnamese1781300000000,
  FilesOfAccounts1781100002000,
  ExportColumns1781500000000,
  AskForTheCallerOnce1781700000000,
];
