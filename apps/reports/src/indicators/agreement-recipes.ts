import type { Recipe } from './recipe.rules';

/** How agreements are counted. Source: handbook 4.9, CBA-03, CBA-06. Frozen with its migration. */
export const AGREEMENT_RECIPES: readonly { readonly code: string; readonly formula: string; readonly recipe: Recipe }[] = [
  {
    code: 'CBA_COVERAGE', formula: 'Distinct enterprises with a grassroots union and an agreement in force on the last day ÷ distinct enterprises with a grassroots union on that day',
    recipe: {
      aggregate: 'RATIO',
      numerator: { aggregate: 'STOCK_DISTINCT', kind: 'EMPLOYER_COVERED', where: {}, of: ['employerId'], matching: { kind: 'AGREEMENT_IN_FORCE', where: {}, on: ['employerId'] } },
      denominator: { aggregate: 'STOCK_DISTINCT', kind: 'EMPLOYER_COVERED', where: {}, of: ['employerId'] },
    },
  },
  {
    code: 'CBA_NEW', formula: 'Agreements that came into force, by the day of signing, renewals apart; zero only where an enterprise with a grassroots union is known',
    recipe: { aggregate: 'COUNT', kind: 'AGREEMENT', where: { renewal: false }, knownBy: 'EMPLOYER_COVERED' },
  },
];
