import { ExportJob } from '@doanket/exports';
import type { MigrationClass } from '@doanket/persistence';
import { CongressDeadline } from '../congresses/congress-deadline.entity';
import { Congress, Term } from '../congresses/congress.entity';
import { Founding } from '../foundings/founding.entity';
import { Grading } from '../gradings/grading.entity';
import { ImportBatch } from '../imports/import-batch.entity';
import { MemberTransfer } from '../member-transfers/member-transfer.entity';
import { Member } from '../members/member.entity';
import { Partner } from '../partners/partner.entity';
import { Person } from '../persons/person.entity';
import { Reorganisation } from '../reorganisations/reorganisation.entity';
import { TrainingCourse } from '../trainings/training-course.entity';
import { TrainingReport } from '../trainings/training-report.entity';
import { CreatePlatformTables1760000000000 } from './migrations/1760000000000-create-platform-tables';
import { CreatePersonAndMember1760000001000 } from './migrations/1760000001000-create-person-and-member';
import { IndexMemberFilters1764430000000 } from './migrations/1764430000000-index-member-filters';
import { CreateEmployer1770400000000 } from './migrations/1770400000000-create-employer';
import { CreateRuleBook1770100000000 } from './migrations/1770100000000-create-rule-book';
import { CreateCongressAndTerm1770500000000 } from './migrations/1770500000000-create-congress-and-term';
import { CreateTraining1770500001000 } from './migrations/1770500001000-create-training';
import { CreateGrading1770500002000 } from './migrations/1770500002000-create-grading';
import { TakeInboxMarks1780000000000 } from './migrations/1780000000000-take-inbox-marks';
import { SetDuesBasesAtOnce1781100004000 } from './migrations/1781100004000-set-dues-bases-at-once';
import { WalkDuplicates1781100003000 } from './migrations/1781100003000-walk-duplicates';
import { FilesOfAccounts1781100002000 } from './migrations/1781100002000-files-of-accounts';
import { CreateMemberChanges1770300002000 } from './migrations/1770300002000-create-member-changes';
import { CreateExport1770300001000 } from './migrations/1770300001000-create-export';
import { CreateImport1770300000000 } from './migrations/1770300000000-create-import';
import { CreateUnitTransfer1770200001000 } from './migrations/1770200001000-create-unit-transfer';
import { CreateFounding1770200000000 } from './migrations/1770200000000-create-founding';
import { CreateExchange1770400001000 } from './migrations/1770400001000-create-exchange';
import { CreateInsuranceFacts1770400002000 } from './migrations/1770400002000-create-insurance-facts';
import { SeedInsuranceRules1770400003000 } from './migrations/1770400003000-seed-insurance-rules';
import { CreatePartnerIntegration1770400004000 } from './migrations/1770400004000-create-partner-integration';
import { CreateLedgerAndDues1770100001000 } from './migrations/1770100001000-create-ledger-and-dues';
import { UnsentNotices1770400004500 } from './migrations/1770400004500-unsent-notices';
import { CreateAgreement1770400005000 } from './migrations/1770400005000-create-agreement';

import { CreateMemberCounters1770209000000 } from './migrations/1770209000000-create-member-counters';
import { CreateGroupsCeremoniesTerritories1770200003000 } from './migrations/1770200003000-create-groups-ceremonies-territories';
import { CreateFundAndBank1770100002000 } from './migrations/1770100002000-create-fund-and-bank';
import { RulesWithPapers1771400000000 } from './migrations/1771400000000-rules-with-papers';
import { CreateUnitBridge1770200004000 } from './migrations/1770200004000-create-unit-bridge';
import { CreateHealthFollowing1774420000000 } from './migrations/1774420000000-create-health-following';
import { SeedDataPurposes1774420001000 } from './migrations/1774420001000-seed-data-purposes';
import { RotateFieldKeys1774420002000 } from './migrations/1774420002000-rotate-field-keys';
import { SealBankAccounts1774420003000 } from './migrations/1774420003000-seal-bank-accounts';
import { CreateHousehold1774420004000 } from './migrations/1774420004000-create-household';
import { SeedCarryRules1781100001000 } from './migrations/1781100001000-seed-carry-rules';
import { CountPartyMembers1781100000000 } from './migrations/1781100000000-count-party-members';
import { ExportLimits1781200000000 } from './migrations/1781200000000-export-limits';
import { CreateUnitSplit1781400000000 } from './migrations/1781400000000-create-unit-split';
import { PassGrowthTargets1781400001000 } from './migrations/1781400001000-pass-growth-targets';
import { RuleSourcesInVietnamese1781300000000 } from './migrations/1781300000000-rule-sources-in-vietnamese';
import { ImportSalaries1774420005000 } from './migrations/1774420005000-import-salaries';
import { ExportColumns1781500000000 } from './migrations/1781500000000-export-columns';
import { FiguresByIndex1781600000000 } from './migrations/1781600000000-figures-by-index';
import { CountMembersOfDays1781600001000 } from './migrations/1781600001000-count-members-of-days';
import { AskForTheCallerOnce1781700000000 } from './migrations/1781700000000-ask-for-the-caller-once';
import { IndexHeartbeats1781700001000 } from './migrations/1781700001000-index-heartbeats';
import { MarkTheTally1781800000000 } from './migrations/1781800000000-mark-the-tally';
import { CountMembersInOnePass1781900000000 } from './migrations/1781900000000-count-members-in-one-pass';
import { BookByKeys1782000000000 } from './migrations/1782000000000-book-by-keys';

export const ENTITIES = [
  Founding,
  Person, Member, Partner, Reorganisation,
  Congress, Term, CongressDeadline,
  TrainingCourse, TrainingReport,
  Grading,
  ImportBatch,
  ExportJob,
  MemberTransfer,
];

export const MIGRATIONS: readonly MigrationClass[] = [
  CreatePlatformTables1760000000000,
  CreatePersonAndMember1760000001000,
  IndexMemberFilters1764430000000,
  CreateEmployer1770400000000,
  CreateRuleBook1770100000000,
  CreateCongressAndTerm1770500000000,
  CreateTraining1770500001000,
  CreateFounding1770200000000,
  CreateUnitTransfer1770200001000,
  CreateGrading1770500002000,
  TakeInboxMarks1780000000000,
  CountPartyMembers1781100000000,
  SeedCarryRules1781100001000,
  FilesOfAccounts1781100002000,
  WalkDuplicates1781100003000,
  SetDuesBasesAtOnce1781100004000,
  CreateGroupsCeremoniesTerritories1770200003000,
  CreateUnitBridge1770200004000,
  CreateMemberCounters1770209000000,
  CreateImport1770300000000,
  CreateExchange1770400001000,
  CreateInsuranceFacts1770400002000,
  SeedInsuranceRules1770400003000,
  CreatePartnerIntegration1770400004000,
  CreateExport1770300001000,
  CreateMemberChanges1770300002000,
  CreateLedgerAndDues1770100001000,
  UnsentNotices1770400004500,
  CreateAgreement1770400005000,
  CreateFundAndBank1770100002000,
  RulesWithPapers1771400000000,
  CreateHealthFollowing1774420000000,
  SeedDataPurposes1774420001000,
  RotateFieldKeys1774420002000,
  SealBankAccounts1774420003000,
  CreateHousehold1774420004000,
  ImportSalaries1774420005000,
  ExportLimits1781200000000,
  RuleSourcesInVietnamese1781300000000,
  CreateUnitSplit1781400000000,
  PassGrowthTargets1781400001000,
  ExportColumns1781500000000,
  FiguresByIndex1781600000000,
  CountMembersOfDays1781600001000,
  AskForTheCallerOnce1781700000000,
  IndexHeartbeats1781700001000,
  MarkTheTally1781800000000,
  CountMembersInOnePass1781900000000, BookByKeys1782000000000,
];
