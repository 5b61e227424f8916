import { SettingOutlined } from '@ant-design/icons';
import type { Area } from '../shell/areas';

const STATUS = ['platform.status.read'] as const;
const LETTERS = ['platform.dead-letter.read'] as const;
const PARTNERS = ['membership.partner.open'] as const;
const AUDIT = ['platform.audit.read'] as const;

/** The system: health, dead letters, audit. */
export const systemArea: Area = {
  key: 'system',
  icon: SettingOutlined,
  links: [
    { key: 'system', to: '/system', needs: STATUS },
    { key: 'deadLetters', to: '/system/dead-letters', needs: LETTERS },
    { key: 'audit', to: '/system/audit', needs: AUDIT },
    { key: 'foundation', to: '/system/foundation', needs: ['membership.foundation.create'] },
    { key: 'partners', to: '/system/partners', needs: PARTNERS },
  ],
  pages: [
    { path: '/system', needs: STATUS, load: async () => (await import('./system.page')).SystemPage },
    { path: '/system/dead-letters', needs: LETTERS, load: async () => (await import('./dead-letters.page')).DeadLettersPage },
    { path: '/system/dead-letters/$service/$id', needs: LETTERS, load: async () => (await import('./dead-letter.page')).DeadLetterPage },
    { path: '/system/audit', needs: AUDIT, load: async () => (await import('./audit.page')).AuditPage },
    { path: '/system/foundation', needs: ['membership.foundation.create'], load: async () => (await import('./foundation.page')).FoundationPage },
    { path: '/system/partners', needs: PARTNERS, load: async () => (await import('./partners.page')).PartnersPage },
  ],
};
