import type { Bloc } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { MembershipRules } from '../rules/membership-rules';
import { BlocClosed } from './bloc.errors';

/** Which blocs take members, and when (ORG-15). A closed bloc keeps its members in the figures up to its last day. */
@Injectable()
export class Blocs {
  constructor(private readonly directory: Directory, private readonly rules: MembershipRules) {}

  /** Throws BlocClosed when the bloc takes nobody on that day. Unions without a bloc are not asked. */
  async requireOpen(tx: Tx, bloc: Bloc | null, day: Day): Promise<void> {
    if (bloc === null) return;
    const rule = await this.rules.require(tx, 'BLOC_MEMBERS', day, { scope: bloc });
    if (!rule.value.open) throw new BlocClosed(bloc, day);
  }

  /** The same for the bloc that a union belongs to on that day. */
  async requireOpenFor(tx: Tx, unitId: string, day: Day): Promise<void> {
    await this.requireOpen(tx, (await this.directory.requireUnitOn(tx, unitId, day)).bloc, day);
  }
}
