import { CommentOutlined } from '@ant-design/icons';
import type { Area } from '../shell/areas';

const READ = ['campaigns.petition.read'] as const;

/** Petitions: raised, handled, answered. Everyone reads their own. */
export const petitionsArea: Area = {
  key: 'petitions',
  icon: CommentOutlined,
  links: [{ key: 'petitions', to: '/petitions', needs: READ }],
  pages: [
    { path: '/petitions', needs: READ, load: async () => (await import('./petitions.page')).PetitionsPage },
    { path: '/petitions/$id', needs: READ, load: async () => (await import('./petition.page')).PetitionPage },
  ],
};
