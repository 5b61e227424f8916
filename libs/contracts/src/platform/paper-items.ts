import type { z } from 'zod';
import { DelegateChosenItem, QuotaSetItem, TitleAwardedItem } from '../awards/holdings.http';
import { campaignsPaperItems } from '../campaigns/paper';
import type { ServiceName } from '../core/route';
import { InitiativeRecognisedItem, ProgrammeEnteredItem, StaffCountedItem } from '../initiatives/initiatives.http';
import { CongressHeldItem } from '../membership/congress-items';
import { MemberAdmittedItem } from '../membership/members.http';
import { PostEndedItem, PostStartedItem } from '../membership/post-items';
import { UnitAdvancedItem, UnitFoundedItem, UnitMovedItem, UnitReclassifiedItem, UnitRenamedItem, UnitsEndedItem, UnitSplitItem } from '../membership/unit-items';
import { SubmissionItem } from '../reports/submissions.http';
import { DossierStepItem } from './dossiers.http';
import { HousingApprovedItem, HousingPaidItem, HousingProgrammeItem } from '../welfare/housing.http';

/** Services of the domain: everything but the gateway. */
export const DOMAIN_SERVICES = ['membership', 'campaigns', 'initiatives', 'welfare', 'awards', 'reports'] as const satisfies readonly ServiceName[];
export type DomainService = (typeof DOMAIN_SERVICES)[number];

/** What one item of a paper decision is, by service and kind. */
export const PAPER_ITEMS = {
  membership: {
    UNIT_FOUNDED: UnitFoundedItem, UNIT_ADVANCED: UnitAdvancedItem, UNIT_RENAMED: UnitRenamedItem, UNIT_RECLASSIFIED: UnitReclassifiedItem, UNIT_MOVED: UnitMovedItem, UNITS_ENDED: UnitsEndedItem, UNIT_SPLIT: UnitSplitItem,
    POST_STARTED: PostStartedItem, POST_ENDED: PostEndedItem, MEMBER_ADMITTED: MemberAdmittedItem, CONGRESS_HELD: CongressHeldItem, DOSSIER_STEP: DossierStepItem,
  },
  campaigns: campaignsPaperItems,
  initiatives: { INITIATIVE_RECOGNISED: InitiativeRecognisedItem, PROGRAMME_ENTERED: ProgrammeEnteredItem, STAFF_COUNTED: StaffCountedItem, DOSSIER_STEP: DossierStepItem },
  welfare: { HOUSING_PROGRAMME: HousingProgrammeItem, HOUSING_APPROVED: HousingApprovedItem, HOUSING_PAID: HousingPaidItem, DOSSIER_STEP: DossierStepItem },
  awards: { TITLE_AWARDED: TitleAwardedItem, DELEGATE_CHOSEN: DelegateChosenItem, QUOTA_SET: QuotaSetItem, DOSSIER_STEP: DossierStepItem },
  reports: { SUBMISSION: SubmissionItem },
} as const satisfies Record<DomainService, Record<string, z.ZodType>>;
