import { ApartmentOutlined } from '@ant-design/icons';
import type { Area } from '../shell/areas';

/** The dated tree, its units and what changed between two days. */
export const organisationArea: Area = {
  key: 'organisation',
  icon: ApartmentOutlined,
  links: [
    { key: 'tree', to: '/organisation', needs: ['membership.unit.read'] },
    { key: 'difference', to: '/organisation/difference', needs: ['membership.unit.read'] },
    { key: 'statistics', to: '/organisation/statistics', needs: ['membership.unit.read'] },
    { key: 'foundings', to: '/organisation/foundings', needs: ['membership.unit.read'] },
    { key: 'ceremonies', to: '/organisation/ceremonies', needs: ['membership.unit.read'] },
    { key: 'delegations', to: '/organisation/delegations', needs: ['membership.unit.read'] },
    { key: 'growthTargets', to: '/organisation/growth-targets', needs: ['membership.unit.read'] },
    { key: 'transfers', to: '/organisation/transfers', needs: ['membership.unit.read'] },
    { key: 'territories', to: '/organisation/territories', needs: ['membership.unit.read'] },
    { key: 'reorganisation', to: '/organisation/reorganisation', needs: ['membership.reorganisation.prepare'] },
    { key: 'persons', to: '/organisation/persons', needs: ['membership.person.read'] },
  ],
  pages: [
    { path: '/organisation', needs: ['membership.unit.read'], load: async () => (await import('./organisation.page')).OrganisationPage },
    { path: '/organisation/persons', needs: ['membership.person.read'], load: async () => (await import('../persons/persons.page')).PersonsPage },
    { path: '/organisation/reorganisation', needs: ['membership.reorganisation.prepare'], load: async () => (await import('./reorganisation.page')).ReorganisationPage },
    { path: '/organisation/difference', needs: ['membership.unit.read'], load: async () => (await import('./difference.page')).DifferencePage },
    { path: '/organisation/statistics', needs: ['membership.unit.read'], load: async () => (await import('./statistics.page')).StatisticsPage },
    { path: '/organisation/foundings', needs: ['membership.unit.read'], load: async () => (await import('./foundings.page')).FoundingsPage },
    { path: '/organisation/transfers', needs: ['membership.unit.read'], load: async () => (await import('./transfers.page')).TransfersPage },
    { path: '/organisation/territories', needs: ['membership.unit.read'], load: async () => (await import('./territories.page')).TerritoriesPage },
    { path: '/organisation/foundings/new', needs: ['membership.founding.apply'], load: async () => (await import('./founding-form')).NewFoundingPage },
    { path: '/organisation/foundings/$id', needs: ['membership.unit.read'], load: async () => (await import('./founding.page')).FoundingPage },
    { path: '/organisation/foundings/$id/change', needs: ['membership.founding.apply'], load: async () => (await import('./founding-form')).ChangeFoundingPage },
    { path: '/organisation/ceremonies', needs: ['membership.unit.read'], load: async () => (await import('./ceremonies.page')).CeremoniesPage },
    { path: '/organisation/ceremonies/$code', needs: ['membership.unit.read'], load: async () => (await import('./ceremony.page')).CeremonyPage },
    { path: '/organisation/delegations', needs: ['membership.unit.read'], load: async () => (await import('./delegations.page')).DelegationsPage },
    { path: '/organisation/growth-targets', needs: ['membership.unit.read'], load: async () => (await import('./growth-targets.page')).GrowthTargetsPage },
    { path: '/organisation/transfers/new', needs: ['membership.unit.transfer'], load: async () => (await import('./transfer-form.page')).NewTransferPage },
    { path: '/organisation/transfers/$id', needs: ['membership.unit.read'], load: async () => (await import('./transfer.page')).TransferPage },
    { path: '/organisation/ward-unions/new', needs: ['membership.unit.decide'], load: async () => (await import('./ward-union.page')).NewWardUnionPage },
    { path: '/organisation/units/$code/groups', needs: ['membership.unit.read'], load: async () => (await import('./groups.page')).GroupsPage },
    { path: '/organisation/units/$code', needs: ['membership.unit.read'], load: async () => (await import('./unit.page')).UnitPage },
  ],
  subjects: { founding: async () => (await import('./founding.page')).FoundingSubject },
  findNeeds: ['membership.unit.read'],
  find: async (words, signal) => {
    const { findUnits } = await import('../api/lookups');
    return (await findUnits(words, signal)).map((unit) => ({ title: unit.name, hint: unit.code, to: `/organisation/units/${unit.code}` }));
  },
};
