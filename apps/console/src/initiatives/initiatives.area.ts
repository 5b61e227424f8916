import { BulbOutlined } from '@ant-design/icons';
import type { Area } from '../shell/areas';

const READ = ['initiatives.initiative.read'] as const;
const subject = async () => (await import('./initiative-facts')).InitiativeSubject;

/** Initiatives and their recognition by level. */
export const initiativesArea: Area = {
  key: 'initiatives',
  icon: BulbOutlined,
  links: [{ key: 'initiatives', to: '/initiatives', needs: READ }, { key: 'staff', to: '/initiatives/staff', needs: ['initiatives.staff.report'] }],
  pages: [
    { path: '/initiatives', needs: READ, load: async () => (await import('./initiatives.page')).InitiativesPage },
    { path: '/initiatives/staff', needs: ['initiatives.staff.report'], load: async () => (await import('./staff.page')).StaffPage },
    { path: '/initiatives/$id', needs: READ, load: async () => (await import('./initiative.page')).InitiativePage },
  ],
  subjects: { INITIATIVE: subject, initiative: subject },
};
