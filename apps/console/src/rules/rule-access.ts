import type { Permission } from '@doanket/contracts';

/** The services that keep a rule book. Without their contracts: the navigation asks for it before any page is loaded. */
export const BOOK_SERVICES = ['membership', 'initiatives', 'welfare', 'awards'] as const;
export type BookService = (typeof BOOK_SERVICES)[number];

export const rulePermission = (service: BookService, verb: 'read' | 'propose' | 'decide'): Permission => `${service}.rule.${verb}`;
export const READ_RULES: readonly Permission[] = BOOK_SERVICES.map((service) => rulePermission(service, 'read'));
