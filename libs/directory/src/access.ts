import { AccessControl, type Principal } from '@doanket/auth';
import { PERMISSIONS, type Permission, type PermissionRule } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import { OutsideReach, UnitNotFound } from './directory.errors';

/**
 * How far a principal's rights go in the tree of today. The service checks here; row-level security is the second lock.
 * Source: engineering handbook 6.1.
 */
export class Access {
  constructor(private readonly control: AccessControl) {}

  /**
   * Lets pass when the permission of the post acted as reaches the unit. Throws UnitNotFound for what the principal cannot
   * even read, OutsideReach for what is readable but beyond the permission.
   */
  async requireUnit(tx: Tx, principal: Principal, permission: Permission, unitId: string): Promise<void> {
    const path = await this.pathOf(tx, unitId);
    if (path === null) throw new UnitNotFound();
    if (!this.control.holdsByPost(principal, permission)) {
      if (!this.reads(principal, path) && principal.kind !== 'ADMIN') throw new UnitNotFound();
      if (this.control.holdsByRealm(principal, permission)) return;
      throw new OutsideReach(permission);
    }
    const { reach }: PermissionRule = PERMISSIONS[permission];
    if (reach === 'ANY') return;
    if (!this.reads(principal, path)) throw new UnitNotFound();
    if (reach === 'SUBTREE') return;
    if (!(await this.isOwn(tx, principal, unitId, path))) throw new OutsideReach(permission);
  }

  /** The same for a unit given by its code; answers its id. */
  async requireUnitByCode(tx: Tx, principal: Principal, permission: Permission, code: string): Promise<string> {
    const rows: { id: string }[] = await tx.query('select id from directory_unit where code = $1', [code]);
    const unitId = rows[0]?.id;
    if (unitId === undefined) throw new UnitNotFound();
    await this.requireUnit(tx, principal, permission, unitId);
    return unitId;
  }

  /** Throws UnitNotFound unless the principal reads the unit; `above` also lets units above the principal's pass. */
  async requireReadable(tx: Tx, principal: Principal, unitId: string, above = false): Promise<void> {
    const path = await this.pathOf(tx, unitId);
    if (path === null) throw new UnitNotFound();
    const mine = pathActedFor(principal);
    if (this.reads(principal, path) || (above && mine !== null && isWithin(mine, path))) return;
    throw new UnitNotFound();
  }

  /**
   * The units a search may look at, for queries that run as `_whole`: `unit_id = any($units)`. Null means all. This is the
   * one scope builder (engineering handbook 7.4).
   */
  async unitsOf(tx: Tx, principal: Principal): Promise<string[] | null> {
    const mine = pathActedFor(principal);
    if (mine === null) return [];
    if (!mine.includes('.')) return null;
    const rows: { id: string }[] = await tx.query('select unit_id as id from directory_scope where path <@ text2ltree($1)', [mine]);
    return rows.map((row) => row.id);
  }

  /** Ids of a unit that was asked for, and of everything below it today. Throws UnitNotFound for what the principal cannot read. */
  async readableSubtree(tx: Tx, principal: Principal, code: string): Promise<string[]> {
    const top: { id: string }[] = await tx.query('select id from directory_unit where code = $1', [code]);
    if (top[0] === undefined) throw new UnitNotFound();
    await this.requireReadable(tx, principal, top[0].id);
    const rows: { id: string }[] = await tx.query(
      'select s.unit_id as id from directory_scope s join directory_scope top on s.path <@ top.path where top.unit_id = $1', [top[0].id]);
    return rows.map((row) => row.id);
  }

  /** Today's path of a unit, or null when there is none. */
  async pathOf(tx: Tx, unitId: string): Promise<string | null> {
    const rows: { path: string }[] = await tx.query('select path::text as path from directory_scope where unit_id = $1', [unitId]);
    return rows[0]?.path ?? null;
  }

  private reads(principal: Principal, path: string): boolean {
    const mine = pathActedFor(principal);
    return mine !== null && isWithin(path, mine);
  }

  /** The unit itself, or an ended unit that counts under it as its successor. */
  private async isOwn(tx: Tx, principal: Principal, unitId: string, path: string): Promise<boolean> {
    const mine = principal.post;
    if (mine === null) return false;
    if (mine.unitId === unitId) return true;
    const rows: unknown[] = await tx.query(
      `select 1 from directory_unit_version v join directory_scope s on s.unit_id = v.successor_id
       where v.unit_id = $1 and v.successor_id = $2 and upper_inf(v.recorded) and s.path @> text2ltree($3)`, [unitId, mine.unitId, path]);
    return rows.length > 0;
  }
}

/** Path of the unit a principal acts for: of the post acted as, or of a partner's unit. */
function pathActedFor(principal: Principal): string | null {
  return principal.post?.unitPath ?? principal.partner?.unitPath ?? null;
}

/** True for the unit itself and for what lies below: `phuong-30` does not lie below `phuong-3`. */
export function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`);
}
