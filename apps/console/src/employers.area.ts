import { BankOutlined } from '@ant-design/icons';
import type { Area } from './shell/areas';

const EMPLOYERS = ['membership.employer.read'] as const;
const AGREEMENTS = ['membership.agreement.read'] as const;
const LEDGER = ['membership.exchange.read'] as const;
const DEBTS = ['membership.insurance-debt.read'] as const;
const HEALTH = ['membership.health.read'] as const;
const TASKS = ['membership.exchange.apply'] as const;

/** Employers, collective agreements, the exchange with the insurer. Each has its own folder; here they meet in one menu. */
export const employersArea: Area = {
  key: 'employers',
  icon: BankOutlined,
  links: [
    { key: 'employers', to: '/employers', needs: EMPLOYERS },
    { key: 'recruiting', to: '/employers/recruiting', needs: EMPLOYERS },
    { key: 'insuranceDebts', to: '/employers/insurance-debts', needs: DEBTS },
    { key: 'agreements', to: '/agreements', needs: AGREEMENTS },
    { key: 'agreementCoverage', to: '/agreements/coverage', needs: AGREEMENTS },
    { key: 'exchanges', to: '/exchanges', needs: LEDGER },
    { key: 'exchangeTasks', to: '/exchanges/tasks', needs: TASKS },
    { key: 'leaves', to: '/worker-health/leaves', needs: HEALTH },
    { key: 'benefitClaims', to: '/worker-health/claims', needs: HEALTH },
    { key: 'workInjuries', to: '/worker-health/injuries', needs: HEALTH },
  ],
  pages: [
    { path: '/employers', needs: EMPLOYERS, load: async () => (await import('./employers/employers.page')).EmployersPage },
    { path: '/employers/recruiting', needs: EMPLOYERS, load: async () => (await import('./employers/recruiting.page')).RecruitingPage },
    { path: '/employers/$id', needs: EMPLOYERS, load: async () => (await import('./employers/employer.page')).EmployerPage },
    { path: '/agreements', needs: AGREEMENTS, load: async () => (await import('./agreements/agreements.page')).AgreementsPage },
    { path: '/agreements/coverage', needs: AGREEMENTS, load: async () => (await import('./agreements/coverage.page')).CoveragePage },
    { path: '/employers/insurance-debts', needs: DEBTS, load: async () => (await import('./employers/insurance-debts.page')).InsuranceDebtsPage },
    { path: '/agreements/$id', needs: AGREEMENTS, load: async () => (await import('./agreements/agreement.page')).AgreementPage },
    { path: '/exchanges', needs: LEDGER, load: async () => (await import('./exchanges/exchanges.page')).ExchangesPage },
    { path: '/exchanges/tasks', needs: TASKS, load: async () => (await import('./exchanges/tasks.page')).ExchangeTasksPage },
    { path: '/exchanges/partners/$clientId', needs: ['membership.partner.integrate'], load: async () => (await import('./exchanges/notices.page')).NoticesPage },
    { path: '/worker-health/leaves', needs: HEALTH, load: async () => (await import('./health/leaves.page')).LeavesPage },
    { path: '/worker-health/claims', needs: HEALTH, load: async () => (await import('./health/claims.page')).ClaimsPage },
    { path: '/worker-health/injuries', needs: HEALTH, load: async () => (await import('./health/injuries.page')).InjuriesPage },
    { path: '/exchanges/$id', needs: LEDGER, load: async () => (await import('./exchanges/exchange.page')).ExchangePage },
  ],
};
