import { type Candidate, type CandidateFacts, conditionsOf, missingSteps, refusalLive, refusalOnPaper, warningsOnPaper } from './condition.rules';
import type { TitleVersion } from './title.rules';

const aTitle = (over: Partial<TitleVersion> = {}): TitleVersion => ({
  id: 't1', code: 'OUTSTANDING_WORKER', level: 'C', name: 'Công nhân giỏi', kind: 'UNION', receiverKinds: ['INDIVIDUAL'], conditions: [], baseSalaryThousandths: null, amountVnd: null, tiers: null, partner: null,
  mark: 'CNG', validFrom: '2015-01-01', validTo: null, ...over,
});
const aCandidate = (over: Partial<Candidate> = {}): Candidate => ({
  unitId: 'u1', titleCode: 'OUTSTANDING_WORKER', level: 'C', year: 2023, round: null, receiverKind: 'INDIVIDUAL', name: 'Trần Thị Mẫu', nameKey: 'tran thi mau', personId: null, directWorker: true, size: null, tier: null, ...over,
});
const facts = (title: TitleVersion | null, over: Partial<CandidateFacts> = {}): CandidateFacts => ({ on: '2023-09-30', title, bloc: 'FDI', below: { level: 'S', holdingId: 'h1' }, heldThisYear: false, ...over });

it('AWD-12: a direct worker passes, a manager is refused, the unknown is a warning on paper and refused live', () => {
  const title = aTitle({ conditions: ['DIRECT_WORKER'] });
  const of = (directWorker: boolean | null) => conditionsOf(aCandidate({ directWorker }), facts(title));
  expect(refusalOnPaper(of(true))).toBeNull();
  expect(refusalOnPaper(of(false))?.code).toBe('awards/not-a-direct-worker');
  expect(refusalOnPaper(of(null))).toBeNull();
  expect(warningsOnPaper(of(null))).toEqual([{ code: 'DIRECT_WORKER_UNKNOWN', detail: expect.any(String) as string }]);
  expect(refusalLive(of(null))?.code).toBe('awards/not-a-direct-worker');
});

it.each([['ENTERPRISE_NONSTATE', null], ['FDI', null], ['ENTERPRISE_STATE', 'awards/not-a-non-state-unit'], ['PUBLIC_SERVICE', 'awards/not-a-non-state-unit']] as const)('AWD-14: bloc %s', (bloc, code) => {
  const conditions = conditionsOf(aCandidate(), facts(aTitle({ conditions: ['NON_STATE_UNIT'] }), { bloc }));
  expect(refusalLive(conditions)?.code ?? null).toBe(code);
  expect(refusalOnPaper(conditions)?.code ?? null).toBe(code);
});

it('AWD-05: without the record of the level below a step is missing', () => {
  const title = aTitle({ conditions: ['LEVEL_BELOW_FIRST'] });
  const without = facts(title, { below: { level: 'S', holdingId: null } });
  expect(missingSteps(without)).toEqual(['S']);
  expect(refusalOnPaper(conditionsOf(aCandidate(), without))?.code).toBe('awards/missing-step');
  expect(missingSteps(facts(title))).toEqual([]);
  expect(refusalLive(conditionsOf(aCandidate(), facts(title)))).toBeNull();
  expect(missingSteps(facts(aTitle(), { below: { level: 'S', holdingId: null } }))).toEqual([]);
});

it('AWD-13: tiers 1 to 3 fit a title of three tiers, others do not', () => {
  const of = (tiers: number | null, tier: number | null) => refusalOnPaper(conditionsOf(aCandidate({ tier }), facts(aTitle({ tiers }))))?.code ?? null;
  expect(of(3, 1)).toBeNull();
  expect(of(3, 3)).toBeNull();
  expect(of(3, 4)).toBe('awards/tier-wrong');
  expect(of(3, null)).toBe('awards/tier-wrong');
  expect(of(null, 1)).toBe('awards/tier-wrong');
  expect(of(null, null)).toBeNull();
});

it('AWD-01: a title not in force, or for another kind of receiver, is refused', () => {
  expect(refusalOnPaper(conditionsOf(aCandidate(), facts(null)))?.code).toBe('awards/title-not-in-force');
  expect(refusalOnPaper(conditionsOf(aCandidate({ receiverKind: 'COLLECTIVE' }), facts(aTitle())))?.code).toBe('awards/receiver-kind-wrong');
});
