import { FileDoneOutlined } from '@ant-design/icons';
import type { Area } from '../shell/areas';
import { RECORD_PERMISSIONS } from './decision-routes';

/** Decisions taken on paper, of every service. */
export const decisionsArea: Area = {
  key: 'decisions',
  icon: FileDoneOutlined,
  links: [{ key: 'decisions', to: '/decisions', needs: RECORD_PERMISSIONS }],
  pages: [
    { path: '/decisions', needs: RECORD_PERMISSIONS, load: async () => (await import('./decisions.page')).DecisionsPage },
    { path: '/decisions/$service/new', needs: RECORD_PERMISSIONS, load: async () => (await import('./record.page')).RecordDecisionPage },
    { path: '/decisions/$service/$id', needs: RECORD_PERMISSIONS, load: async () => (await import('./decision.page')).DecisionPage },
  ],
};
