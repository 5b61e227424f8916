import { InboxOutlined } from '@ant-design/icons';
import type { Area } from '../shell/areas';

/** The one dossier page; it is reached from the queue and from what the dossier is about. */
export const dossiersArea: Area = {
  key: 'dossiers',
  icon: InboxOutlined,
  links: [],
  pages: [{ path: '/dossiers/$service/$id', load: async () => (await import('./dossier.page')).DossierPage }],
};
