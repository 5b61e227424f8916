import type { Principal } from '@doanket/auth';
import { Access, Directory } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** Units whose members may be looked at: null for all there are. */
export type MemberUnits = readonly string[] | null;

const KEPT = 200;

/**
 * The units a search for members may look at, as the scope builder of engineering handbook 7.4 puts them in. Members belong
 * to grassroots unions, so a caller with all of these below needs no list of thousands of units. Answers are kept while
 * the tree stands still.
 */
@Injectable()
export class MemberScope {
  private readonly known = new Map<string, MemberUnits>();
  private state = '';

  constructor(private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock) {}

  /** Units of the caller; none without a post. */
  async of(tx: Tx, principal: Principal): Promise<MemberUnits> {
    const path = principal.post?.unitPath ?? principal.partner?.unitPath ?? null;
    return path === null ? [] : this.below(tx, path);
  }

  /** Units of the subtree of a unit the caller reads. Throws UnitNotFound. */
  async subtree(tx: Tx, code: string, principal: Principal): Promise<MemberUnits> {
    const { unitId } = await this.directory.getByCode(tx, code);
    await this.access.requireReadable(tx, principal, unitId);
    const path = await this.access.pathOf(tx, unitId);
    return path === null ? [] : this.below(tx, path);
  }

  private async below(tx: Tx, path: string): Promise<MemberUnits> {
    const state = `${await this.directory.version(tx)} ${this.clock.today()}`;
    if (state !== this.state || this.known.size > KEPT) {
      this.known.clear();
      this.state = state;
    }
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const others: unknown[] = await tx.query('select 1 from directory_scope where not path <@ text2ltree($1) and not path @> text2ltree($1) limit 1', [path]);
    const rows: { id: string }[] = others.length === 0 ? [] : await tx.query('select unit_id as id from directory_scope where path <@ text2ltree($1)', [path]);
    const units = others.length === 0 ? null : rows.map((row) => row.id);
    this.known.set(path, units);
    return units;
  }
}
