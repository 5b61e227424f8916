import { WalletOutlined } from '@ant-design/icons';
import type { Area } from './shell/areas';

const DUES = ['membership.dues.read'] as const;
const LEDGER = ['membership.ledger.read'] as const;
const FUND = ['membership.fund.read'] as const;
const BANK = ['membership.bank.keep'] as const;

/** Dues, union fund, ledgers and statements of the bank. */
export const moneyArea: Area = {
  key: 'money',
  icon: WalletOutlined,
  links: [
    { key: 'dues', to: '/dues', needs: DUES },
    { key: 'ledger', to: '/ledger', needs: LEDGER },
    { key: 'reconciliation', to: '/reconciliations', needs: FUND },
    { key: 'bank', to: '/bank', needs: BANK },
  ],
  pages: [
    { path: '/dues', needs: DUES, load: async () => (await import('./money/dues.page')).DuesPage },
    { path: '/dues/$code/$month', needs: DUES, load: async () => (await import('./money/dues-month.page')).DuesMonthPage },
    { path: '/dues/$code/terms', needs: DUES, load: async () => (await import('./money/dues-terms.page')).DuesTermsPage },
    { path: '/ledger', needs: LEDGER, load: async () => (await import('./money/ledger.page')).OwnLedgerPage },
    { path: '/ledger/$code', needs: LEDGER, load: async () => (await import('./money/ledger.page')).LedgerPage },
    { path: '/reconciliations', needs: FUND, load: async () => (await import('./money/reconciliations.page')).ReconciliationsPage },
    { path: '/reconciliations/$id', needs: FUND, load: async () => (await import('./money/employer-fund.page')).EmployerFundPage },
    { path: '/bank', needs: BANK, load: async () => (await import('./money/bank.page')).BankPage },
  ],
};
