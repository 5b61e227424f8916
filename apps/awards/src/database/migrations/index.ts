import type { MigrationClass } from '@doanket/persistence';
import { CreatePlatformTables1764100000000 } from './1764100000000-create-platform-tables';
import { CreateTitleAndQuota1764100001000 } from './1764100001000-create-title-and-quota';
import { CreateHolding1764100002000 } from './1764100002000-create-holding';
import { CreateNomination1764100003000 } from './1764100003000-create-nomination';
import { CreateRuleBook1764400000000 } from './1764400000000-create-rule-book';
import { AddPresentationAndSmallCollectives1764410003000 } from './1764410003000-add-presentation-and-small-collectives';
import { TakeInboxMarks1780000000000 } from './1780000000000-take-inbox-marks';
import { CreateExport1781200000000 } from './1781200000000-create-export';
import { RuleSourcesInVietnamese1781300000000 } from './1781300000000-rule-sources-in-vietnamese';
import { FilesOfAccounts1781100002000 } from './1781100002000-files-of-accounts';
import { ExportColumns1781500000000 } from './1781500000000-export-columns';
import { AskForTheCallerOnce1781700000000 } from './1781700000000-ask-for-the-caller-once';

/** Forward only, in order. */
export const migrations: readonly MigrationClass[] = [
  CreatePlatformTables1764100000000,
  CreateTitleAndQuota1764100001000,
  CreateHolding1764100002000,
  CreateNomination1764100003000,
  CreateRuleBook1764400000000,
  AddPresentationAndSmallCollectives1764410003000,
  TakeInboxMarks1780000000000,
  CreateExport1781200000000,
  RuleSourcesInVietnamese1781300000000,
  FilesOfAccounts1781100002000,
  ExportColumns1781500000000,
  AskForTheCallerOnce1781700000000,
];
