import { PERMISSIONS, type DomainService, type Permission } from '@doanket/contracts';

const RECORD = '.decision.record';

/** Permissions to read and record paper decisions, of every service that takes them. */
export const RECORD_PERMISSIONS: readonly Permission[] = (Object.keys(PERMISSIONS) as Permission[]).filter((name) => name.endsWith(RECORD));

/** Services that take paper decisions. */
export const DECIDING_SERVICES: readonly DomainService[] = RECORD_PERMISSIONS.map((name) => name.slice(0, -RECORD.length) as DomainService);

export const recordPermission = (service: DomainService): Permission => `${service}${RECORD}` as Permission;

/** The service an address names; null for anything else. */
export function serviceOf(name: string | undefined): DomainService | null {
  return DECIDING_SERVICES.find((service) => service === name) ?? null;
}
