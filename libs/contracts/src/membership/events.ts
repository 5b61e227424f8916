import type { EventContract } from '../core/event';
import { AccountLinkedV1 } from './account-linked.v1';
import { DirectoryHeartbeatV1 } from './directory-heartbeat.v1';
import { EmployerClassifiedV1 } from './employer-classified.v1';
import { EmployerCoveredV1 } from './employer-covered.v1';
import { EmployerRegisteredV1 } from './employer-registered.v1';
import { EmployerSupervisedV1 } from './employer-supervised.v1';
import { ExchangeFinishedV1 } from './exchange-finished.v1';
import { SalaryChangedV1 } from './salary-changed.v1';
import { LeaveRecordedV1 } from './leave-recorded.v1';
import { AgreementInForceV1 } from './agreement-in-force.v1';
import { AgreementEndedV1 } from './agreement-ended.v1';
import { MemberAdmittedV1 } from './member-admitted.v1';
import { MemberClassifiedV1 } from './member-classified.v1';
import { MemberLeftV1 } from './member-left.v1';
import { MemberReceivedV1 } from './member-received.v1';
import { MemberRemovedV1 } from './member-removed.v1';
import { PartnerOpenedV1 } from './partner-opened.v1';
import { PostEndedV1 } from './post-ended.v1';
import { PostStartedV1 } from './post-started.v1';
import { ReorganisationExecutedV1 } from './reorganisation-executed.v1';
import { ReorganisationUndoneV1 } from './reorganisation-undone.v1';
import { FundReceivedV1 } from './fund-received.v1';
import { DuesTotalledV1 } from './dues-totalled.v1';
import { RuleConfirmedV1 } from './rule-confirmed.v1';
import { TermEndedV1 } from './term-ended.v1';
import { TermOpenedV1 } from './term-opened.v1';
import { UnionGradedV1 } from './union-graded.v1';
import { UnitAdvancedV1 } from './unit-advanced.v1';
import { UnitEndedV1 } from './unit-ended.v1';
import { UnitFoundedV1 } from './unit-founded.v1';
import { UnitMovedV1 } from './unit-moved.v1';
import { UnitReclassifiedV1 } from './unit-reclassified.v1';
import { UnitRenamedV1 } from './unit-renamed.v1';
import { HouseholdJoinedV1 } from './household-joined.v1';
import { HouseholdLeftV1 } from './household-left.v1';
import { UnitBridgedV1 } from './unit-bridged.v1';
import { VisitDueV1 } from './visit-due.v1';
import { WorkforceCountedV1 } from './workforce-counted.v1';

/** The changes of the directory: what a copy of units and posts is made from, in the order of the one partition. */
export const directoryEvents = [
  UnitFoundedV1, UnitAdvancedV1, UnitRenamedV1, UnitReclassifiedV1, UnitMovedV1, UnitEndedV1, ReorganisationExecutedV1,
  ReorganisationUndoneV1, PostStartedV1, PostEndedV1, AccountLinkedV1, PartnerOpenedV1,
] as const satisfies readonly EventContract[];

/** One contract of a change of the directory. */
export type DirectoryEventContract = (typeof directoryEvents)[number];

/** Every event membership publishes. */
export const membershipEvents: readonly EventContract[] = [
  ...directoryEvents, DirectoryHeartbeatV1, MemberAdmittedV1, MemberClassifiedV1,
  EmployerRegisteredV1, EmployerClassifiedV1, EmployerCoveredV1, WorkforceCountedV1, AgreementEndedV1, AgreementInForceV1, LeaveRecordedV1, SalaryChangedV1, ExchangeFinishedV1, EmployerSupervisedV1,
  RuleConfirmedV1,
  TermOpenedV1, TermEndedV1,
  UnionGradedV1,
  MemberRemovedV1,
  MemberLeftV1,
  MemberReceivedV1,
  DuesTotalledV1,
  FundReceivedV1,
  VisitDueV1,
  HouseholdJoinedV1,
  HouseholdLeftV1,
  UnitBridgedV1,
];
