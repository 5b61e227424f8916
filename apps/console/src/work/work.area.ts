import { InboxOutlined } from '@ant-design/icons';
import type { Area } from '../shell/areas';

/** My work: the first screen. */
export const workArea: Area = {
  key: 'work',
  icon: InboxOutlined,
  links: [{ key: 'work', to: '/' }],
  pages: [
    { path: '/', load: async () => (await import('./work.page')).WorkPage },
  ],
};
