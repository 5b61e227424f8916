import {
  awardsRuleBook, awardsRules, initiativesRuleBook, initiativesRules, membershipRuleBook, membershipRules, type Permission, type RuleKind, type RuleKinds, type RuleRoutes, welfareRuleBook, welfareRules,
} from '@doanket/contracts';

export interface Book { readonly kinds: RuleKinds; readonly routes: RuleRoutes }

/** The rule books there are, by service. */
export const RULE_BOOKS = {
  membership: { kinds: membershipRules, routes: membershipRuleBook },
  initiatives: { kinds: initiativesRules, routes: initiativesRuleBook },
  welfare: { kinds: welfareRules, routes: welfareRuleBook },
  awards: { kinds: awardsRules, routes: awardsRuleBook },
} as const satisfies Record<string, Book>;

export type BookService = keyof typeof RULE_BOOKS;
export const BOOK_SERVICES = Object.keys(RULE_BOOKS) as BookService[];

/** The service an address names; membership for anything else. */
export const bookServiceOf = (name: string | undefined): BookService => BOOK_SERVICES.find((service) => service === name) ?? 'membership';

export const bookOf = (service: BookService): Book => RULE_BOOKS[service];
export const kindOf = (service: BookService, code: string): RuleKind | undefined => bookOf(service).kinds[code];

export const rulePermission = (service: BookService, verb: 'read' | 'propose' | 'decide'): Permission => `${service}.rule.${verb}`;
export const READ_RULES: readonly Permission[] = BOOK_SERVICES.map((service) => rulePermission(service, 'read'));
