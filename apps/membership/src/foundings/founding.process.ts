import { Audit } from '@doanket/audit';
import { Directory } from '@doanket/directory';
import { Dossiers, type Dossier, type StepTaken } from '@doanket/dossier';
import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Blocs } from '../blocs/blocs';
import { PostDecisions } from '../posts/post-decisions';
import { MembershipRules } from '../rules/membership-rules';
import { UnitDecisions } from '../units/unit-decisions';
import { UNION_FOUNDING, UNION_FOUNDING_DELEGATED } from './founding.dossier';
import type { Founding } from './founding.entity';
import { FoundingEmployers } from './founding-employers';
import { CommitteeTooLong } from './founding.errors';
import { FoundingPeople } from './founding-people';
import { FoundingStore } from './founding.store';
import { lastDayOfMonths } from './founding.rules';

/** What becomes of an application to found a union as its dossier moves (ORG-02). */
@Injectable()
export class FoundingProcess {
  constructor(
    dossiers: Dossiers, private readonly directory: Directory, private readonly store: FoundingStore, private readonly people: FoundingPeople, private readonly units: UnitDecisions,
    private readonly posts: PostDecisions, private readonly blocs: Blocs, private readonly rules: MembershipRules, private readonly employers: FoundingEmployers,
    private readonly audit: Audit, private readonly clock: Clock,
  ) {
    for (const definition of [UNION_FOUNDING, UNION_FOUNDING_DELEGATED]) {
      dossiers.register(definition, {
        onSubmitted: (tx, dossier) => this.submitted(tx, dossier),
        onApproved: (tx, dossier, taken) => this.approved(tx, dossier, taken),
        onRejected: (tx, dossier, { note }) => this.change(tx, dossier, (founding) => founding.reject(note)),
        onReturned: (tx, dossier) => this.change(tx, dossier, (founding) => founding.takeBack()),
        onWithdrawn: (tx, dossier, reason) => this.change(tx, dossier, (founding) => founding.withdraw(reason)),
        rules: async (tx, dossier) => this.ruleLines(tx, dossier),
      });
    }
  }

  private async submitted(tx: Tx, dossier: Dossier): Promise<void> {
    const founding = await this.store.getForUpdate(tx, dossier.subjectId);
    const { value } = await this.rules.require(tx, 'FOUNDING', founding.appliedOn);
    founding.submit(await this.people.count(tx, founding.id), value.leastApplicants, this.clock.today());
    await this.blocs.requireOpen(tx, founding.bloc, this.clock.today());
    await this.committeeEnd(tx, founding, this.clock.today());
    await this.store.save(tx, founding);
  }

  /** The union exists, provisionally, from the day of the decision; with members, a provisional committee and its employer. */
  private async approved(tx: Tx, dossier: Dossier, { decision, on }: StepTaken): Promise<void> {
    const founding = await this.store.getForUpdate(tx, dossier.subjectId);
    if (decision === null) throw new Error('A founding without a decision');
    const by = { id: decision.id, decidedOn: on };
    await this.blocs.requireOpen(tx, founding.bloc, on);
    const until = await this.committeeEnd(tx, founding, on);
    const parent = await this.directory.liveUnit(tx, founding.unitId, on);
    const unitId = await this.units.found(tx, {
      code: founding.unitCode, type: 'G', name: founding.name, parentCode: parent.code, state: 'PROVISIONAL', bloc: founding.bloc, territories: [...founding.territories],
    }, by);
    await this.employers.cover(tx, founding, { unitId, keeperId: parent.unitId, validFrom: on });
    const members = await this.people.admit(tx, founding, unitId, { id: decision.id, on });
    const committee = await this.people.committee(tx, founding.id);
    for (const { personId, post, fullTime } of committee) {
      await this.posts.start(tx, {
        unitCode: founding.unitCode, personId, post: post === 'ACTING_HEAD' ? 'STANDING_VICE_CHAIR' : post, body: 'EXECUTIVE_COMMITTEE', acting: post === 'ACTING_HEAD', appointment: 'APPOINTED',
        fullTime, validFrom: on, validTo: until,
      }, by);
    }
    founding.found({ id: decision.id, on, unitId });
    await this.store.save(tx, founding);
    await this.audit.record(tx, { action: 'founding.found', objectType: 'founding', objectId: founding.id, unitId, after: { code: founding.unitCode, members, committee: committee.length, committeeUntil: until } });
  }

  /** Its own end, else the longest the rule allows. Throws CommitteeTooLong. */
  private async committeeEnd(tx: Tx, founding: Founding, on: Day): Promise<Day> {
    const last = lastDayOfMonths(on, (await this.rules.require(tx, 'FOUNDING', on)).value.committeeMonths);
    const until = founding.committeeUntil ?? last;
    if (until < on || until > last) throw new CommitteeTooLong(until, last);
    return until;
  }

  private async change(tx: Tx, { subjectId }: Dossier, change: (founding: Founding) => void): Promise<void> {
    const founding = await this.store.getForUpdate(tx, subjectId);
    change(founding);
    await this.store.save(tx, founding);
  }

  private async ruleLines(tx: Tx, { subjectId }: Dossier) {
    const founding = await this.store.get(tx, subjectId);
    const rule = await this.rules.require(tx, 'FOUNDING', founding.appliedOn);
    const facts = { applicants: await this.people.count(tx, founding.id), needed: rule.value.leastApplicants };
    return [{ code: 'FOUNDING_APPLICANTS', facts, source: rule.decisionNumber }];
  }
}
