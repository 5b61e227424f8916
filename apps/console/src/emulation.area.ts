import { TrophyOutlined } from '@ant-design/icons';
import type { Area } from './shell/areas';

const READ = ['campaigns.emulation.read'] as const;

/** Emulation: rounds, plans, works, clusters, contests, movements. Each has its own folder; here they meet in one menu. */
export const emulationArea: Area = {
  key: 'emulation',
  icon: TrophyOutlined,
  links: [
    { key: 'rounds', to: '/emulation/rounds', needs: READ },
    { key: 'plans', to: '/emulation/plans', needs: READ },
    { key: 'works', to: '/emulation/works', needs: READ },
    { key: 'clusters', to: '/emulation/clusters', needs: READ },
    { key: 'contests', to: '/emulation/contests', needs: READ },
    { key: 'movements', to: '/emulation/movements', needs: READ },
    { key: 'honours', to: '/emulation/honours', needs: READ },
    { key: 'occasions', to: '/emulation/occasions', needs: READ },
  ],
  pages: [
    { path: '/emulation/rounds', needs: READ, load: async () => (await import('./rounds/rounds.page')).RoundsPage },
    { path: '/emulation/rounds/$code', needs: READ, load: async () => (await import('./rounds/round.page')).RoundPage },
    { path: '/emulation/rounds/$code/summary', needs: READ, load: async () => (await import('./rounds/summary.page')).SummaryPage },
    { path: '/emulation/honours', needs: READ, load: async () => (await import('./rounds/honours.page')).HonoursPage },
    { path: '/emulation/plans', needs: READ, load: async () => (await import('./plans/plans.page')).PlansPage },
    { path: '/emulation/plans/new', needs: ['campaigns.plan.issue'], load: async () => (await import('./plans/plan-form.page')).PlanFormPage },
    { path: '/emulation/plans/$code', needs: READ, load: async () => (await import('./plans/plan.page')).PlanPage },
    { path: '/emulation/works', needs: READ, load: async () => (await import('./works/works.page')).WorksPage },
    { path: '/emulation/works/$id', needs: READ, load: async () => (await import('./works/work.page')).WorkRecordPage },
    { path: '/emulation/clusters', needs: READ, load: async () => (await import('./clusters/clusters.page')).ClustersPage },
    { path: '/emulation/clusters/$code', needs: READ, load: async () => (await import('./clusters/cluster.page')).ClusterPage },
    { path: '/emulation/contests', needs: READ, load: async () => (await import('./contests/contests.page')).ContestsPage },
    { path: '/emulation/contests/$code', needs: READ, load: async () => (await import('./contests/contest.page')).ContestPage },
    { path: '/emulation/occasions', needs: READ, load: async () => (await import('./occasions/occasions.page')).OccasionsPage },
    { path: '/emulation/movements', needs: READ, load: async () => (await import('./movements/movements.page')).MovementsPage },
    { path: '/emulation/movements/$code', needs: READ, load: async () => (await import('./movements/movement.page')).MovementPage },
  ],
};
