import {
  awardsRuleBook, awardsRules, initiativesRuleBook, initiativesRules, membershipRuleBook, membershipRules, type RuleKind, type RuleKinds, type RuleRoutes, welfareRuleBook, welfareRules,
} from '@doanket/contracts';
import { BOOK_SERVICES, type BookService } from './rule-access';

export interface Book { readonly kinds: RuleKinds; readonly routes: RuleRoutes }

/** The rule books there are, by service. */
export const RULE_BOOKS = {
  membership: { kinds: membershipRules, routes: membershipRuleBook },
  initiatives: { kinds: initiativesRules, routes: initiativesRuleBook },
  welfare: { kinds: welfareRules, routes: welfareRuleBook },
  awards: { kinds: awardsRules, routes: awardsRuleBook },
} as const satisfies Record<BookService, Book>;

/** The service an address names; membership for anything else. */
export const bookServiceOf = (name: string | undefined): BookService => BOOK_SERVICES.find((service) => service === name) ?? 'membership';

export const bookOf = (service: BookService): Book => RULE_BOOKS[service];
export const kindOf = (service: BookService, code: string): RuleKind | undefined => bookOf(service).kinds[code];
