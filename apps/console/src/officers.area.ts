import { TeamOutlined } from '@ant-design/icons';
import type { Area } from './shell/areas';

const UNITS = ['membership.unit.read'] as const;
const TRAINING = ['membership.training.read'] as const;
const GRADING = ['membership.grading.read'] as const;

/** Congresses and terms, training of officers, yearly grading. Each has its own folder; here they meet in one menu. */
export const officersArea: Area = {
  key: 'officers',
  icon: TeamOutlined,
  links: [
    { key: 'congresses', to: '/congresses', needs: UNITS },
    { key: 'congressDeadlines', to: '/congresses/deadlines', needs: UNITS },
    { key: 'trainings', to: '/trainings', needs: TRAINING },
    { key: 'trainingReports', to: '/trainings/reports', needs: TRAINING },
    { key: 'trainingGaps', to: '/trainings/gaps', needs: TRAINING },
    { key: 'gradings', to: '/gradings', needs: GRADING },
  ],
  pages: [
    { path: '/congresses', needs: UNITS, load: async () => (await import('./congresses/congresses.page')).CongressesPage },
    { path: '/congresses/deadlines', needs: UNITS, load: async () => (await import('./congresses/deadlines.page')).CongressDeadlinesPage },
    { path: '/congresses/deadlines/$id', needs: UNITS, load: async () => (await import('./congresses/duties.page')).CongressDutiesPage },
    { path: '/congresses/$id', needs: UNITS, load: async () => (await import('./congresses/congress.page')).CongressPage },
    { path: '/trainings', needs: TRAINING, load: async () => (await import('./trainings/trainings.page')).TrainingsPage },
    { path: '/trainings/gaps', needs: TRAINING, load: async () => (await import('./trainings/gaps.page')).TrainingGapsPage },
    { path: '/trainings/reports', needs: TRAINING, load: async () => (await import('./trainings/reports.page')).TrainingReportsPage },
    { path: '/trainings/$id', needs: TRAINING, load: async () => (await import('./trainings/training.page')).TrainingPage },
    { path: '/gradings', needs: GRADING, load: async () => (await import('./gradings/gradings.page')).GradingsPage },
    { path: '/gradings/$id', needs: GRADING, load: async () => (await import('./gradings/grading.page')).GradingPage },
  ],
  subjects: { grading: async () => (await import('./gradings/grading-panel')).GradingSubject },
};
