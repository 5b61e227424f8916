import { ExportJob } from '@doanket/exports';
import { Cluster, ClusterMember, CommitmentSignature } from '../clusters/cluster.entity';
import { Survey } from '../clusters/survey.entity';
import { Contest, Contestant, ContestEntry, ContestPrize } from '../contests/contest.entity';
import { Movement } from '../movements/movement.entity';
import { Occasion } from '../occasions/occasion.entity';
import { Petition } from '../petitions/petition.entity';
import { Adoption } from '../plans/adoption.entity';
import { Plan } from '../plans/plan.entity';
import { Round } from '../rounds/round.entity';
import { Target } from '../targets/target.entity';
import { Work } from '../works/work.entity';

/** Every mapped table of campaigns. */
export const entities = [
  Plan, Adoption, Target, Round, Work, Cluster, ClusterMember, CommitmentSignature, Survey, Contest, Contestant, ContestEntry, ContestPrize, Movement, Petition, Occasion, ExportJob,
];
