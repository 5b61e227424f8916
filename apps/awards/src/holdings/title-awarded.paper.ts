import { TitleAwardedItem, type PaperWarning } from '@doanket/contracts';
import { Directory, isWithin } from '@doanket/directory';
import { Decisions, eachItem, type ItemWarning, type PaperContext, type PaperKind } from '@doanket/dossier';
import { searchKey, yearOf } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { isOwnNumber } from '../certificates/certificate.rules';
import { QuotasService, type QuotaUse } from '../quotas/quotas.service';
import { TitlesService } from '../titles/titles.service';
import { Units } from '../units/units.service';
import { Awarding, type Award } from './awarding.service';
import { Candidates } from './candidates.service';
import { type Candidate, type CandidateFacts, conditionsOf, refusalOnPaper, warningsOnPaper } from '../titles/condition.rules';
import { AwardedTwice, CertificateNumberOurs, UnitOfAnother } from './holding.errors';

/**
 * Titles decided on paper: a list of receivers, each with title and year. What the rules of the day forbid is refused; what the
 * paper leaves open is a warning. A quota warns the recorder and refuses the confirmation: till then nothing counts (handbook 2.0).
 */
@Injectable()
export class TitleAwardedPaper implements PaperKind<TitleAwardedItem> {
  readonly kind = 'TITLE_AWARDED';
  readonly item = TitleAwardedItem;
  readonly issuers = ['N', 'C', 'S', 'G'] as const;
  readonly permission = 'awards.title.award' as const;

  constructor(
    private readonly directory: Directory, private readonly units: Units, private readonly candidates: Candidates, private readonly titles: TitlesService, private readonly quotas: QuotasService,
    private readonly awarding: Awarding, decisions: Decisions,
  ) {
    decisions.register(this);
  }

  async check(tx: Tx, items: readonly TitleAwardedItem[], paper: PaperContext): Promise<readonly ItemWarning[]> {
    const { candidates, facts } = await this.look(tx, items, paper);
    const units = await this.directory.unitsOn(tx, [...new Set(candidates.map((one) => one.unitId))], paper.on);
    const moneyOf = await this.titles.moneyOn(tx, paper.on);
    const seen = new Set<string>();
    const warnings = await eachItem(items, (item, n): PaperWarning[] => {
      const [candidate, fact] = [candidates[n - 1], facts[n - 1]];
      if (candidate === undefined || fact === undefined) throw new RangeError('Item without candidate');
      const path = units.get(candidate.unitId)?.path;
      if (path === undefined || !isWithin(path, paper.issuer.path)) throw new UnitOfAnother(item.unitCode, paper.on);
      const receiver = [candidate.unitId, candidate.receiverKind, candidate.nameKey, candidate.personId, candidate.titleCode].join(' ');
      if (seen.has(receiver)) throw new AwardedTwice(item.titleCode, item.year);
      seen.add(receiver);
      const conditions = conditionsOf(candidate, fact);
      const refused = refusalOnPaper(conditions);
      if (refused !== null) throw refused;
      if (fact.title !== null && item.certificateNo !== undefined && isOwnNumber(item.certificateNo, yearOf(paper.on), fact.title.mark)) throw new CertificateNumberOurs(item.certificateNo);
      const due = fact.title === null ? 0 : moneyOf(fact.title);
      return [
        ...warningsOnPaper(conditions),
        ...(fact.heldThisYear ? [{ code: 'AWARDED_THIS_YEAR', detail: 'The receiver has this title of this level and year already.' }] : []),
        ...(item.amountVnd !== undefined && due > 0 && item.amountVnd !== due ? [{ code: 'AMOUNT_DIFFERS', detail: `The catalogue says ${due} VND.` }] : []),
      ];
    });
    const exceeded = await this.quotas.exceeded(tx, paper.issuer.unitId, usesOf(candidates), paper.on);
    const [over] = exceeded;
    if (over !== undefined && paper.phase === 'CONFIRM') throw over;
    return [...warnings, ...exceeded.map((one) => ({ item: null, code: 'QUOTA_EXCEEDED', detail: one.message }))];
  }

  async apply(tx: Tx, items: readonly TitleAwardedItem[], paper: PaperContext): Promise<readonly string[]> {
    const { candidates, facts } = await this.look(tx, items, paper);
    const moneyOf = await this.titles.moneyOn(tx, paper.on);
    const awards = items.map((item, at): Award => {
      const [candidate, fact] = [candidates[at], facts[at]];
      if (candidate === undefined || fact === undefined || fact.title === null) throw new RangeError('Item was not checked');
      return {
        candidate, title: fact.title, standsOn: fact.below?.holdingId ?? null, movement: item.movement ?? null, schoolYear: item.schoolYear ?? null, certificateNo: item.certificateNo ?? null,
        amountVnd: item.amountVnd ?? moneyOf(fact.title), nominationId: null,
      };
    });
    const { issuer } = paper;
    const awarded = await this.awarding.award(tx, { id: paper.decisionId, number: paper.number, on: paper.on, signerPostId: paper.signer.postId, issuerUnitId: issuer.unitId, level: issuer.level }, awards);
    return awarded.map((one) => one.id);
  }

  private async look(tx: Tx, items: readonly TitleAwardedItem[], paper: PaperContext): Promise<{ candidates: Candidate[]; facts: CandidateFacts[] }> {
    const refs = await this.units.byCodes(tx, items.map((item) => item.unitCode));
    const candidates = items.map((item): Candidate => ({
      unitId: refs.get(item.unitCode)?.unitId ?? '', titleCode: item.titleCode, level: paper.issuer.level, year: item.year, round: item.round ?? null, receiverKind: item.receiver.receiverKind,
      name: item.receiver.name, nameKey: searchKey(item.receiver.name), personId: item.receiver.personId ?? null, directWorker: item.receiver.directWorker ?? null, size: item.receiver.size ?? null,
      tier: item.tier ?? null,
    }));
    return { candidates, facts: await this.candidates.factsOf(tx, candidates, paper.on) };
  }
}

/** What a list of awards wants of the quotas. */
export function usesOf(candidates: readonly Candidate[]): QuotaUse[] {
  const uses = new Map<string, QuotaUse>();
  for (const { titleCode, level, year, round } of candidates) {
    const key = [titleCode, level, year, round].join(' ');
    uses.set(key, { titleCode, level, year, round, wanted: (uses.get(key)?.wanted ?? 0) + 1 });
  }
  return [...uses.values()];
}
