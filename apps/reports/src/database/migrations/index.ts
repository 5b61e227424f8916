import type { MigrationClass } from '@doanket/persistence';
import { CreatePlatformTables1764000000000 } from './1764000000000-create-platform-tables';
import { CreateDictionaryAndSubmissions1764000001000 } from './1764000001000-create-dictionary-and-submissions';
import { CreateFirstGeneration1764000002000 } from './1764000002000-create-first-generation';
import { CreateSubmissionHistory1764410000000 } from './1764410000000-create-submission-history';
import { AddAwardShares1764410004000 } from './1764410004000-add-award-shares';
import { TakeInboxMarks1780000000000 } from './1780000000000-take-inbox-marks';
import { CreateExport1781200000000 } from './1781200000000-create-export';
import { FilesOfAccounts1781100002000 } from './1781100002000-files-of-accounts';
import { CountAgreements1764420000000 } from './1764420000000-count-agreements';
import { ExportColumns1781500000000 } from './1781500000000-export-columns';
import { AskForTheCallerOnce1781700000000 } from './1781700000000-ask-for-the-caller-once';

/** Forward only, in order. */
export const migrations: readonly MigrationClass[] = [
  CreatePlatformTables1764000000000,
  CreateDictionaryAndSubmissions1764000001000,
  CreateFirstGeneration1764000002000,
  CreateSubmissionHistory1764410000000,
  AddAwardShares1764410004000,
  TakeInboxMarks1780000000000,
  CreateExport1781200000000,
  FilesOfAccounts1781100002000,
  CountAgreements1764420000000,
  ExportColumns1781500000000,
  AskForTheCallerOnce1781700000000,
];
