import { BookOutlined } from '@ant-design/icons';
import type { Area } from '../shell/areas';
import { READ_RULES } from './rule-access';

/** The rules by which everything is reckoned and decided, of every service. */
export const rulesArea: Area = {
  key: 'rules',
  icon: BookOutlined,
  links: [{ key: 'ruleBook', to: '/rules', needs: READ_RULES }],
  pages: [
    { path: '/rules', needs: READ_RULES, load: async () => (await import('./rules.page')).RulesPage },
    { path: '/rules/$service/$code', needs: READ_RULES, load: async () => (await import('./rule.page')).RulePage },
  ],
};
