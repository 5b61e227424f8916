import type { RouteContract } from '../core/route';
import { agreementRoutes } from './agreements.http';
import { employerRoutes } from './employers.http';
import { congressRoutes } from './congresses.http';
import { exchangeRoutes } from './exchanges.http';
import { foundationRoutes } from './foundation.http';
import { foundingRoutes } from './foundings.http';
import { gradingRoutes } from './gradings.http';
import { exportRoutes } from './exports.http';
import { importRoutes } from './imports.http';
import { insuranceDebtRoutes } from './insurance-debts.http';
import { integrationRoutes } from './integrations.http';
import { meRoutes } from './me.http';
import { memberChangeRoutes } from './member-changes.http';
import { memberRoutes } from './members.http';
import { partnerRoutes } from './partners.http';
import { personRoutes } from './persons.http';
import { postRoutes } from './posts.http';
import { reorganisationRoutes } from './reorganisations.http';
import { bankRoutes } from './bank.http';
import { fundRoutes } from './fund.http';
import { duesRoutes } from './dues.http';
import { ledgerRoutes } from './ledger.http';
import { ruleRoutes } from './rules.http';
import { trainingRoutes } from './trainings.http';
import { ceremonyRoutes } from './ceremonies.http';
import { groupRoutes } from './groups.http';
import { growthTargetRoutes } from './growth-targets.http';
import { bridgeRoutes } from './unit-bridges.http';
import { householdRoutes } from './households.http';
import { leaveRoutes } from './leaves.http';
import { benefitClaimRoutes } from './benefit-claims.http';
import { workInjuryRoutes } from './work-injuries.http';
import { wardUnionRoutes } from './ward-unions.http';
import { statisticsRoutes } from './statistics.http';
import { transferRoutes } from './transfers.http';
import { unitSplitRoutes } from './unit-splits.http';
import { unitRoutes } from './units.http';

/** Every HTTP operation of membership. */
export const membershipRoutes: readonly RouteContract[] = [
  ...foundationRoutes,
  ...unitRoutes,
  ...reorganisationRoutes,
  ...unitSplitRoutes,
  ...postRoutes,
  ...personRoutes,
  ...partnerRoutes,
  ...memberRoutes,
  ...meRoutes,
  ...employerRoutes,
  ...ruleRoutes,
  ...congressRoutes,
  ...trainingRoutes,
  ...foundingRoutes,
  ...transferRoutes,
  ...statisticsRoutes,
  ...groupRoutes,
  ...ceremonyRoutes,
  ...wardUnionRoutes,
  ...growthTargetRoutes,
  ...bridgeRoutes,
  ...gradingRoutes,
  ...importRoutes,
  ...exchangeRoutes,
  ...exportRoutes,
  ...memberChangeRoutes,
  ...duesRoutes,
  ...ledgerRoutes,
  ...integrationRoutes,
  ...agreementRoutes,
  ...fundRoutes,
  ...bankRoutes,
  ...insuranceDebtRoutes,
  ...leaveRoutes,
  ...benefitClaimRoutes,
  ...workInjuryRoutes,
  ...householdRoutes,
];
