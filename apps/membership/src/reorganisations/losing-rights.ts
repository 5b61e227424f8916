import type { ReorganisationPreview } from '@doanket/contracts';
import type { PostHeld, UnitOn } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { PersonNames } from '../persons/person-names';

/** Who loses the rights of a post when these units end. */
@Injectable()
export class LosingRights {
  constructor(private readonly names: PersonNames) {}

  async of(tx: Tx, posts: readonly PostHeld[], ended: readonly UnitOn[], effectiveOn: Day): Promise<ReorganisationPreview['losingRights']> {
    const codes = new Map(ended.map(({ unitId, code }) => [unitId, code]));
    const persons = posts.map(({ personId }) => personId);
    const names = await this.names.of(tx, persons);
    const accounts = new Set((await tx.query('select person_id from directory_account where person_id = any($1)', [persons]) as { person_id: string }[]).map((row) => row.person_id));
    const keeping = new Set((await tx.query(
      'select distinct person_id from directory_post where person_id = any($1) and upper_inf(recorded) and valid @> $2::date and unit_id <> all($3)',
      [persons, effectiveOn, [...codes.keys()]]) as { person_id: string }[]).map((row) => row.person_id));
    return posts.map((post) => ({
      personId: post.personId, personName: names.get(post.personId) ?? null, postId: post.postId, unitCode: codes.get(post.unitId) ?? '',
      hasAccount: accounts.has(post.personId), keepsOtherPosts: keeping.has(post.personId),
    }));
  }
}
