import { DomainError, type Day } from '@doanket/kernel';
import type { ClusterFault } from './cluster.rules';

export class ClusterNotFound extends DomainError {
  readonly code = 'campaigns/cluster-not-found';
  readonly kind = 'not-found';
  readonly title = 'Cluster not found';
  constructor() {
    super('There is no such cluster within your reach.');
  }
}

/** CMP-10: head and deputy are members, nobody twice, no more members than the decision states. */
export class ClusterRefused extends DomainError {
  readonly code = 'campaigns/cluster-refused';
  readonly kind = 'refused';
  readonly title = 'Cluster contradicts its decision';
  constructor(reason: ClusterFault, size: number) {
    super('A cluster has the number of members its decision states, each once, head and deputy among them.', { reason, size });
  }
}

/** CMP-10: a seventh member of a cluster of six. */
export class ClusterFull extends DomainError {
  readonly code = 'campaigns/cluster-full';
  readonly kind = 'refused';
  readonly title = 'Cluster is full';
  constructor(size: number) {
    super('The cluster has all the members its decision states.', { size });
  }
}

export class AlreadyInCluster extends DomainError {
  readonly code = 'campaigns/already-in-cluster';
  readonly kind = 'refused';
  readonly title = 'Unit is in a cluster of that year';
  constructor(year: number, unitCode: string | null) {
    super('A unit is in one cluster per year.', { year, unitCode });
  }
}

export class ClusterNumberTaken extends DomainError {
  readonly code = 'campaigns/cluster-number-taken';
  readonly kind = 'refused';
  readonly title = 'Cluster number or code taken';
  constructor(year: number, number: number) {
    super('The issuer has another cluster with this number in the year.', { year, number });
  }
}

export class MemberNotBelow extends DomainError {
  readonly code = 'campaigns/cluster-member-not-below';
  readonly kind = 'refused';
  readonly title = 'Member not below the issuer';
  constructor(unitCodes: readonly string[]) {
    super('Members of a cluster are units below the one that forms it, on the day of the decision.', { unitCodes });
  }
}

export class NotAMember extends DomainError {
  readonly code = 'campaigns/not-a-cluster-member';
  readonly kind = 'refused';
  readonly title = 'Not a member of the cluster';
  constructor(unitCode: string | null) {
    super('Only members of the cluster sign, host, report and are heard.', { unitCode });
  }
}

export class AlreadySigned extends DomainError {
  readonly code = 'campaigns/commitment-signed';
  readonly kind = 'conflict';
  readonly title = 'Commitment already signed';
  constructor() {
    super('A member signs the commitment once a year.');
  }
}

export class SignedBeforeFormed extends DomainError {
  readonly code = 'campaigns/signed-before-formed';
  readonly kind = 'refused';
  readonly title = 'Signed before the cluster was formed';
  constructor(formedOn: Day) {
    super('The commitment is signed once the cluster exists, in its year.', { formedOn });
  }
}

export class SurveyNotFound extends DomainError {
  readonly code = 'campaigns/survey-not-found';
  readonly kind = 'not-found';
  readonly title = 'Survey not found';
  constructor() {
    super('There is no such survey within your reach.');
  }
}

export class SurveyClosed extends DomainError {
  readonly code = 'campaigns/survey-closed';
  readonly kind = 'conflict';
  readonly title = 'Survey already closed';
  constructor(closedOn: Day) {
    super('The minutes of a closed survey do not change.', { closedOn });
  }
}

/** CMP-13: a survey is held in the life of its cluster, its requests are due on its day or later, and it is closed after it was held. */
export class SurveyDaysWrong extends DomainError {
  readonly code = 'campaigns/survey-days-wrong';
  readonly kind = 'refused';
  readonly title = 'Days of the survey are wrong';
  constructor(reason: 'BEFORE_CLUSTER' | 'DUE_BEFORE_SURVEY' | 'CLOSED_BEFORE_HELD', pointer: string) {
    super('A cluster is formed, surveyed and its survey closed in this order; requests are due on the day of the survey or later.', { reason }, [{ pointer, detail: 'Out of order' }]);
  }
}
