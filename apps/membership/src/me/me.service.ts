import type { Principal } from '@doanket/auth';
import type { AnswerOf, HeldPostView, listMyPosts, MeView } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { MembersService } from '../members/members.service';
import { Person } from '../persons/person.entity';
import { PersonsService } from '../persons/persons.service';
import { toPostView } from '../units/units.dto';

/** What everybody may know of themselves, posts or not (ORG-21). */
@Injectable()
export class MeService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly directory: Directory, private readonly persons: PersonsService,
    private readonly members: MembersService,
  ) {}

  me({ personId }: Principal): Promise<MeView> {
    return this.transactions.read(async (tx) => {
      const person = await this.person(tx, personId);
      return {
        person: person === null ? null : await this.persons.view(tx, person),
        posts: await this.posts(tx, personId, person?.fullName ?? null),
        members: person === null ? [] : await this.members.ofPerson(tx, person),
      };
    });
  }

  myPosts({ personId }: Principal): Promise<AnswerOf<typeof listMyPosts>> {
    return this.transactions.read(async (tx) => {
      const person = await this.person(tx, personId);
      return { personId, fullName: person?.fullName ?? null, posts: await this.posts(tx, personId, person?.fullName ?? null) };
    });
  }

  private person(tx: Tx, id: string | null): Promise<Person | null> {
    return id === null ? Promise.resolve(null) : tx.findOne(Person, { where: { id } });
  }

  private async posts(tx: Tx, personId: string | null, fullName: string | null): Promise<HeldPostView[]> {
    if (personId === null) return [];
    const today = this.clock.today();
    const held = await this.directory.postsOfPerson(tx, personId, today);
    const units = await this.directory.unitsOn(tx, held.map((post) => post.unitId), today);
    return held.flatMap((post) => {
      const unit = units.get(post.unitId);
      return unit === undefined ? [] : [{ ...toPostView(post, unit, fullName), unitId: post.unitId, authority: post.authority }];
    });
  }
}
