import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { addClusterMember, closeSurvey, formCluster, getCluster, getSurvey, holdSurvey, type InputOf, listClusters, signCommitment } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { ClusterQueries } from './clusters.queries';
import { ClustersService } from './clusters.service';
import { SurveysService } from './surveys.service';

@Controller()
export class ClustersController {
  constructor(private readonly clusters: ClustersService, private readonly queries: ClusterQueries, private readonly surveys: SurveysService) {}

  @Handle(listClusters)
  list(@Input() input: InputOf<typeof listClusters>) {
    return this.queries.list(input);
  }

  @Handle(getCluster)
  get(@Input() input: InputOf<typeof getCluster>) {
    return this.queries.get(input.params.code);
  }

  @Handle(formCluster)
  async form(@Input() input: InputOf<typeof formCluster>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.clusters.formLive(input, principal));
  }

  @Handle(addClusterMember)
  async addMember(@Input() input: InputOf<typeof addClusterMember>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.clusters.addMember(input, principal));
  }

  @Handle(signCommitment)
  async sign(@Input() input: InputOf<typeof signCommitment>, @CurrentPrincipal() principal: Principal) {
    return this.queries.get(await this.clusters.signLive(input, principal));
  }

  @Handle(holdSurvey)
  async hold(@Input() input: InputOf<typeof holdSurvey>, @CurrentPrincipal() principal: Principal) {
    return this.surveys.view(await this.surveys.holdLive(input, principal));
  }

  @Handle(getSurvey)
  survey(@Input() input: InputOf<typeof getSurvey>) {
    return this.surveys.view(input.params.id);
  }

  @Handle(closeSurvey)
  async close(@Input() input: InputOf<typeof closeSurvey>, @CurrentPrincipal() principal: Principal) {
    return this.surveys.view(await this.surveys.close(input, principal));
  }
}
