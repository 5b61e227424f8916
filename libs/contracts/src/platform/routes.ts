import type { RouteContract } from '../core/route';
import { auditRoutesOf } from './audit.http';
import { deadLetterRoutesOf } from './dead-letters.http';
import { decisionRoutesOf } from './decisions.http';
import { dossierRoutesOf } from './dossiers.http';
import { fileRoutesOf } from './files.http';
import { DOMAIN_SERVICES, PAPER_ITEMS, type DomainService } from './paper-items';
import { systemRoutesOf } from './system.http';

/** What every service of the domain offers alike: paper decisions, dossiers, files, audit, dead letters. */
export function platformRoutesOf(service: DomainService) {
  return {
    decisions: decisionRoutesOf(service, PAPER_ITEMS[service]),
    dossiers: dossierRoutesOf(service),
    files: fileRoutesOf(service),
    audit: auditRoutesOf(service),
    deadLetters: deadLetterRoutesOf(service),
    system: systemRoutesOf(service),
  };
}

/** Those routes by service; one object each, so a controller binds to the very contract the registry lists. */
export const PLATFORM_ROUTES = Object.fromEntries(DOMAIN_SERVICES.map((service) => [service, platformRoutesOf(service)])) as Record<DomainService, ReturnType<typeof platformRoutesOf>>;

export const platformRoutes: readonly RouteContract[] = DOMAIN_SERVICES.flatMap((service) => Object.values(PLATFORM_ROUTES[service]).flatMap((group) => Object.values(group) as RouteContract[]));

/** Lists of every service that can be taken out as files, by the name of their kind. */
export function platformExportsOf(service: DomainService) {
  const { decisions, dossiers } = PLATFORM_ROUTES[service];
  return { DECISIONS: decisions.listDecisions, DECISION_ITEMS: decisions.listDecisionItems, DOSSIERS: dossiers.listDossiers } as const;
}
