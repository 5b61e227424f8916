import { StarOutlined } from '@ant-design/icons';
import type { Area, AreaPage } from '../shell/areas';

const READ = ['awards.award.read'] as const;
const subject = async () => (await import('./nomination-subject')).NominationSubject;

/** Awards: who holds what, nominations, decisions with certificates, the catalogue. */
export const awardsArea: Area = {
  key: 'awards',
  icon: StarOutlined,
  links: [
    { key: 'holdings', to: '/awards', needs: READ },
    { key: 'nominations', to: '/awards/nominations', needs: READ },
    { key: 'sessions', to: '/awards/sessions', needs: ['awards.council.hold'] },
    { key: 'quotas', to: '/awards/quotas', needs: ['awards.title.manage'] },
    { key: 'titles', to: '/awards/titles', needs: READ },
  ],
  pages: [
    { path: '/awards', needs: READ, load: async () => (await import('./holdings.page')).HoldingsPage },
    { path: '/awards/nominations', needs: READ, load: async () => (await import('./nominations.page')).NominationsPage },
    { path: '/awards/titles', needs: READ, load: async () => (await import('./titles.page')).TitlesPage },
    { path: '/awards/sessions', needs: READ, load: async () => (await import('./sessions.page')).SessionsPage },
    { path: '/awards/quotas', needs: READ, load: async () => (await import('./quotas.page')).QuotasPage },
    { path: '/awards/decisions/$id', needs: READ, load: async () => (await import('./award-decision.page')).AwardDecisionPage },
    { path: '/awards/$id', needs: READ, load: async () => (await import('./holding.page')).HoldingPage },
  ],
  subjects: { NOMINATION: subject, nomination: subject },
};

/** The address a certificate's QR code leads to. */
export const certificateCheck: AreaPage = { path: '/kiem-tra/$token', load: async () => (await import('./certificate-check.page')).CertificateCheckPage };
