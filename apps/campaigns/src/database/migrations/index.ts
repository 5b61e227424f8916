import type { MigrationClass } from '@doanket/persistence';
import { CreatePlatformTables1760100000000 } from './1760100000000-create-platform-tables';
import { CreatePlanAndRound1760100000100 } from './1760100000100-create-plan-and-round';
import { CreateWorkAndCluster1760100000200 } from './1760100000200-create-work-and-cluster';
import { CreateContestPetitionMovement1760100000300 } from './1760100000300-create-contest-petition-movement';
import { IndexPetitionLinks1764000300000 } from './1764000300000-index-petition-links';
import { AddContestantKey1764410001000 } from './1764410001000-add-contestant-key';
import { AddProgrammeToTarget1764410002000 } from './1764410002000-add-programme-to-target';
import { TakeInboxMarks1780000000000 } from './1780000000000-take-inbox-marks';
import { CreateExport1781200000000 } from './1781200000000-create-export';
import { FilesOfAccounts1781100002000 } from './1781100002000-files-of-accounts';
import { ExportColumns1781500000000 } from './1781500000000-export-columns';
import { AskForTheCallerOnce1781700000000 } from './1781700000000-ask-for-the-caller-once';

/** In the order in which they run. */
export const migrations: readonly MigrationClass[] = [
  CreatePlatformTables1760100000000,
  CreatePlanAndRound1760100000100,
  CreateWorkAndCluster1760100000200,
  CreateContestPetitionMovement1760100000300,
  IndexPetitionLinks1764000300000,
  AddContestantKey1764410001000,
  AddProgrammeToTarget1764410002000,
  TakeInboxMarks1780000000000,
  CreateExport1781200000000,
  FilesOfAccounts1781100002000,
  ExportColumns1781500000000,
  AskForTheCallerOnce1781700000000,
];
