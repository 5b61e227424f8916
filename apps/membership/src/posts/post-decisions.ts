import { LEADING_BODIES, PostEndedV1, PostStartedV1, type PostEndedItem, type PostStartedItem } from '@doanket/contracts';
import { Directory, type PostHeld } from '@doanket/directory';
import { addDays, newId, type Day } from '@doanket/kernel';
import { violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DirectorySource, planned } from '../directory/directory-source';
import { PersonsStore } from '../persons/persons.store';
import type { DecisionOf } from '../units/unit-decisions';
import { UnitTree } from '../units/unit-tree';
import { HeadPostTaken, NotADeputy, PostNotFound, PostNotOfBody, PostPeriodInvalid } from './post.errors';
import { bodyHas, leadsActing } from './post.rules';

/** What decisions do to posts, live or on paper (ORG-07). */
@Injectable()
export class PostDecisions {
  constructor(
    private readonly directory: Directory, private readonly tree: UnitTree, private readonly source: DirectorySource, private readonly persons: PersonsStore,
  ) {}

  /** A person takes up a post. In a unit whose end is known the post ends with it: committees end the same day (ORG-05). */
  async start(tx: Tx, item: PostStartedItem, decision: DecisionOf): Promise<string> {
    if (!bodyHas(item.body, item.post)) throw new PostNotOfBody(item.body, item.post);
    const acting = leadsActing(item.post, item.acting);
    if (acting === 'NOT_A_DEPUTY') throw new NotADeputy(item.post);
    const from = item.validFrom ?? decision.decidedOn;
    const unit = await this.tree.openOn(tx, item.unitCode, from);
    await this.persons.requireKnown(tx, item.personId);
    const to = earlier(item.validTo ?? null, await this.lastDayOf(tx, unit.unitId, from));
    if (to !== null && to < from) throw new PostPeriodInvalid(from, to);
    const postId = newId();
    const started = planned(PostStartedV1, {
      postId, unitId: unit.unitId, personId: item.personId, post: item.post, body: item.body, acting, appointment: item.appointment, fullTime: item.fullTime, validTo: to,
    }, from);
    await this.source.record(tx, decision.id, [started]).catch((error: unknown) => {
      throw violated(error, 'directory_post_one_head') ? new HeadPostTaken(from, to) : error;
    });
    if ((item.post === 'CHAIR' || acting) && (LEADING_BODIES as readonly string[]).includes(item.body)) await this.requireOneHead(tx, unit.unitId, item.personId, from, to);
    return postId;
  }

  async end(tx: Tx, item: PostEndedItem, decision: DecisionOf): Promise<PostHeld> {
    const held = await this.directory.findPost(tx, item.postId);
    if (held === null) throw new PostNotFound();
    if (item.lastDay < held.validFrom || (held.validTo !== null && item.lastDay > held.validTo)) throw new PostPeriodInvalid(held.validFrom, item.lastDay);
    await this.source.record(tx, decision.id, [
      planned(PostEndedV1, { postId: held.postId, unitId: held.unitId, personId: held.personId, lastDay: item.lastDay }, addDays(item.lastDay, 1)),
    ]);
    return { ...held, validTo: item.lastDay };
  }

  /** The committees that lead a unit have one head between them: chair or acting head, in whichever body it was recorded. */
  private async requireOneHead(tx: Tx, unitId: string, personId: string, from: Day, to: Day | null): Promise<void> {
    const others: unknown[] = await tx.query(
      `select 1 from directory_post where unit_id = $1 and person_id <> $2 and body = any($3) and (post = 'CHAIR' or acting) and upper_inf(recorded)
         and valid && daterange($4::date, $5::date, '[]') limit 1`, [unitId, personId, LEADING_BODIES, from, to]);
    if (others.length > 0) throw new HeadPostTaken(from, to);
  }

  /** The last day of the unit, when its end is known. */
  private async lastDayOf(tx: Tx, unitId: string, from: Day): Promise<Day | null> {
    const rows: { day: Day }[] = await tx.query(
      `select (lower(valid) - 1)::text as day from directory_unit_version
       where unit_id = $1 and upper_inf(recorded) and state in ('ENDED', 'MERGED', 'TRANSFERRED_OUT') and lower(valid) > $2::date order by lower(valid) limit 1`, [unitId, from]);
    return rows[0]?.day ?? null;
  }
}

const earlier = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null || a < b ? a : b);
