import type { MigrationClass } from '@doanket/persistence';
import { CreatePlatformTables1766000000000 } from './1766000000000-create-platform-tables';
import { CreateHousing1766000000100 } from './1766000000100-create-housing';
import { CreateRuleBook1766400000000 } from './1766400000000-create-rule-book';
import { AddLocalConfirmation1766410002000 } from './1766410002000-add-local-confirmation';
import { TakeInboxMarks1780000000000 } from './1780000000000-take-inbox-marks';
import { CreateExport1781200000000 } from './1781200000000-create-export';
import { RuleSourcesInVietnamese1781300000000 } from './1781300000000-rule-sources-in-vietnamese';
import { FilesOfAccounts1781100002000 } from './1781100002000-files-of-accounts';
import { ExportColumns1781500000000 } from './1781500000000-export-columns';
import { AskForTheCallerOnce1781700000000 } from './1781700000000-ask-for-the-caller-once';

/** In the order in which they run. */
export const migrations: readonly MigrationClass[] = [
  CreatePlatformTables1766000000000,
  CreateHousing1766000000100,
  CreateRuleBook1766400000000,
  AddLocalConfirmation1766410002000,
  TakeInboxMarks1780000000000,
  CreateExport1781200000000,
  RuleSourcesInVietnamese1781300000000,
  FilesOfAccounts1781100002000,
  ExportColumns1781500000000,
  AskForTheCallerOnce1781700000000,
];
