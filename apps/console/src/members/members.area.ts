import { IdcardOutlined } from '@ant-design/icons';
import type { Area, AreaPage } from '../shell/areas';

const READ = ['membership.member.read'] as const;
const IMPORT = ['membership.import.run'] as const;
const HOUSEHOLD = ['membership.household.read'] as const;
const MERGE = ['membership.person.merge'] as const;

/** Members: finding them, their pages, transfers, files in and out, records that are one person. */
export const membersArea: Area = {
  key: 'members',
  icon: IdcardOutlined,
  links: [
    { key: 'members', to: '/members', needs: READ },
    { key: 'memberTransfers', to: '/members/transfers', needs: READ },
    { key: 'memberImports', to: '/members/imports', needs: IMPORT },
    { key: 'memberExports', to: '/members/exports' },
    { key: 'myRecord', to: '/me' },
    { key: 'households', to: '/members/households', needs: HOUSEHOLD },
    { key: 'duplicates', to: '/members/duplicates', needs: MERGE },
  ],
  pages: [
    { path: '/members', needs: READ, load: async () => (await import('./members.page')).MembersPage },
    { path: '/members/transfers', needs: READ, load: async () => (await import('./transfers.page')).MemberTransfersPage },
    { path: '/members/imports', needs: IMPORT, load: async () => (await import('./imports.page')).ImportsPage },
    { path: '/members/imports/$id', needs: IMPORT, load: async () => (await import('./import.page')).ImportPage },
    { path: '/members/exports', load: async () => (await import('./exports.page')).ExportsPage },
    { path: '/members/households', needs: HOUSEHOLD, load: async () => (await import('./households.page')).HouseholdsPage },
    { path: '/members/households/$id', needs: HOUSEHOLD, load: async () => (await import('./household.page')).HouseholdPage },
    { path: '/members/duplicates', needs: MERGE, load: async () => (await import('./duplicates.page')).DuplicatesPage },
    { path: '/members/duplicates/$id/$otherId', needs: MERGE, load: async () => (await import('./merge.page')).MergePage },
    { path: '/members/new', needs: ['membership.member.apply'], load: async () => (await import('./application.page')).NewApplicationPage },
    { path: '/me', load: async () => (await import('./my-record.page')).MyRecordPage },
    { path: '/members/$id', load: async () => (await import('./member.page')).MemberPage },
  ],
};

/** The address a member card's QR code leads to. */
export const cardCheck: AreaPage = { path: '/the-doan-vien/$token', load: async () => (await import('./card-check.page')).CardCheckPage };
