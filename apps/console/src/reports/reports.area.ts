import { BarChartOutlined } from '@ant-design/icons';
import type { Area } from '../shell/areas';

/** Figures, the records behind them, the dictionary and what units hand in. */
export const reportsArea: Area = {
  key: 'reports',
  icon: BarChartOutlined,
  links: [
    { key: 'figures', to: '/reports', needs: ['reports.figure.read'] },
    { key: 'figureComparison', to: '/reports/comparison', needs: ['reports.figure.read'] },
    { key: 'submissions', to: '/reports/submissions', needs: ['reports.figure.read'] },
    { key: 'indicators', to: '/reports/indicators', needs: ['reports.figure.read'] },
  ],
  pages: [
    { path: '/reports', needs: ['reports.figure.read'], load: async () => (await import('./figures.page')).FiguresPage },
    { path: '/reports/records', needs: ['reports.figure.read'], load: async () => (await import('./records.page')).RecordsPage },
    { path: '/reports/comparison', needs: ['reports.figure.read'], load: async () => (await import('./comparison.page')).ComparisonPage },
    { path: '/reports/submissions', needs: ['reports.figure.read'], load: async () => (await import('./submissions.page')).SubmissionsPage },
    { path: '/reports/indicators', needs: ['reports.figure.read'], load: async () => (await import('./indicators.page')).IndicatorsPage },
  ],
};
