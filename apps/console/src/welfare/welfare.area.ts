import { HomeOutlined } from '@ant-design/icons';
import type { Area } from '../shell/areas';

const READ = ['welfare.housing.read'] as const;
const subject = async () => (await import('./housing-facts')).HousingSubject;

/** Welfare: housing support. */
export const welfareArea: Area = {
  key: 'welfare',
  icon: HomeOutlined,
  links: [{ key: 'housing', to: '/welfare/housing', needs: READ }, { key: 'programmes', to: '/welfare/programmes', needs: ['welfare.programme.read'] }],
  pages: [
    { path: '/welfare/housing', needs: READ, load: async () => (await import('./housing-list.page')).HousingListPage },
    { path: '/welfare/programmes', needs: ['welfare.programme.read'], load: async () => (await import('./programmes.page')).ProgrammesPage },
    { path: '/welfare/housing/$id', needs: READ, load: async () => (await import('./housing.page')).HousingPage },
  ],
  subjects: { HOUSING_CASE: subject, housing_case: subject, CLAIM: subject },
};
