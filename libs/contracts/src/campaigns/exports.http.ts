import { exportRoutesOf } from '../platform/exports.http';
import { platformExportsOf } from '../platform/routes';
import { listClusters } from './clusters.http';
import { listContestEntries, listContests, listPrizes } from './contests.http';
import { listMovements } from './movements.http';
import { listOccasions } from './occasions.http';
import { listPetitions } from './petitions.http';
import { listAdoptions, listPlans, listTargets } from './plans.http';
import { listHonours, listRounds } from './rounds.http';
import { listWorks } from './works.http';

/** Lists of campaigns that can be taken out as files, by the name of their kind. */
export const campaignsExportLists = {
  PLANS: listPlans,
  ADOPTIONS: listAdoptions,
  TARGETS: listTargets,
  ROUNDS: listRounds,
  HONOURS: listHonours,
  WORKS: listWorks,
  CLUSTERS: listClusters,
  CONTESTS: listContests,
  CONTEST_ENTRIES: listContestEntries,
  PRIZES: listPrizes,
  MOVEMENTS: listMovements,
  OCCASIONS: listOccasions,
  PETITIONS: listPetitions,
  ...platformExportsOf('campaigns'),
} as const;

export const campaignsExports = exportRoutesOf('campaigns', campaignsExportLists);
export const campaignsExportRoutes = Object.values(campaignsExports);
