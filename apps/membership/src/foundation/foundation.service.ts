import { Audit } from '@doanket/audit';
import { LEVEL_OF_TYPE, PostStartedV1, UnitFoundedV1, type AnswerOf, type foundUnion, type InputOf } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { Transactions } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DirectorySource, planned } from '../directory/directory-source';
import { Accounts } from '../persons/accounts.service';
import { PersonsStore } from '../persons/persons.store';
import { PostNotOfBody, PostPeriodInvalid } from '../posts/post.errors';
import { bodyHas, leadsActing } from '../posts/post.rules';
import { FoundationDone } from './foundation.errors';

/** The beginning of everything: while no unit exists, the administrator founds the first unit, person and post. */
@Injectable()
export class FoundationService {
  constructor(
    private readonly transactions: Transactions, private readonly source: DirectorySource, private readonly store: PersonsStore, private readonly accounts: Accounts,
    private readonly audit: Audit,
  ) {}

  async found({ body: { unit, person, post } }: InputOf<typeof foundUnion>): Promise<AnswerOf<typeof foundUnion>> {
    if (!bodyHas(post.body, post.post)) throw new PostNotOfBody(post.body, post.post);
    if (post.validFrom < unit.validFrom) throw new PostPeriodInvalid(unit.validFrom, post.validFrom);
    await this.accounts.requireUsable(person.account);
    const founded = await this.transactions.run(async (tx) => {
      await tx.query('select 1 from directory_state for update');
      const units: unknown[] = await tx.query('select 1 from directory_unit limit 1');
      if (units.length > 0) throw new FoundationDone();
      const [unitId, postId, foundationId] = [newId(), newId(), newId()];
      const first = await this.store.enter(tx, unitId, { fullName: person.fullName, nationality: 'VN' });
      await this.accounts.reserve(tx, first, person.account.username);
      await this.source.record(tx, foundationId, [
        planned(UnitFoundedV1, {
          unitId, code: unit.code, type: unit.type, level: LEVEL_OF_TYPE[unit.type], name: unit.name, parentId: null, state: 'ACTIVE', bloc: null, territories: [],
        }, unit.validFrom),
        planned(PostStartedV1, {
          postId, unitId, personId: first.id, post: post.post, body: post.body, acting: leadsActing(post.post, false) === true, appointment: 'ELECTED', fullTime: true, validTo: null,
        }, post.validFrom),
      ]);
      await this.audit.record(tx, { action: 'foundation.create', objectType: 'unit', objectId: unitId, unitId, after: { code: unit.code, personId: first.id, postId } });
      return { unitId, unitCode: unit.code, personId: first.id, postId, account: 'OPENING' as const };
    });
    return { ...founded, account: await this.accounts.open(founded.personId, person.account.username, person.account) };
  }
}
