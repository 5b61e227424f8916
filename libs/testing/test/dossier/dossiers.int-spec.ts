import type { Principal } from '@doanket/auth';
import type { DossierView, TakeStepBody } from '@doanket/contracts';
import { PostNotHeld } from '@doanket/directory';
import { newId } from '@doanket/kernel';
import {
  DecidedEarlierStep, DecidedOutsideStep, defineDossier, DefinitionNotInForce, DossierChanged, DossierInOtherState, DossierNotFound, DossierOpenAlready, EvidenceMissing, ItemsRefused,
  NotTheStepUnit, NotYourStep, OutcomeNotOffered, OwnSubmission, ReturnNotOffered, StepIncomplete, StepNotCurrent, type StepTaken,
} from '@doanket/dossier';
import { DossierWorld, type Officer } from './dossier-world';

const HOME = defineDossier({
  code: 'UNION_HOME', validFrom: '2019-01-01', submissionEvidence: ['APPLICATION'],
  steps: [
    { code: 'SURVEY', decides: { level: 'G', posts: ['CHAIR', 'VICE_CHAIR'] }, evidence: ['SITE_PHOTO'] },
    { code: 'CHECK', decides: { level: 'S', posts: ['CHAIR', 'VICE_CHAIR'] }, returnsTo: ['SURVEY', 'SUBMITTER'], dueDays: 10 },
    { code: 'APPROVE', decides: { level: 'C', posts: ['CHAIR', 'STANDING_VICE_CHAIR'] }, evidence: ['DECISION'], returnsTo: 'CHECK' },
    { code: 'COMPLETE', decides: { level: 'S', posts: ['CHAIR', 'VICE_CHAIR'] }, dueOn: '06-30', outcomes: ['APPROVE'] },
  ],
});
const STAYS = defineDossier({ code: 'STAYS', validFrom: '2019-01-01', steps: [{ code: 'ONLY', decides: { level: 'G', posts: ['CHAIR'] } }] });
const LATER = defineDossier({ code: 'LATER', validFrom: '2026-01-01', steps: [{ code: 'ONLY', decides: { level: 'G', posts: ['CHAIR'] } }] });

let world: DossierWorld;
let city: Officer, viceOfCity: Officer, district: Officer, viceOfDistrict: Officer, union: Officer, clerk: Officer, neighbour: Officer;
const heard: string[] = [];
let refuse: string | null = null;
let numbers = 0;

function hear(what: string, taken?: StepTaken): Promise<void> {
  heard.push(taken === undefined ? what : `${what} ${taken.step.code} by ${taken.unit.code}${taken.passedUp ? ' standing in' : ''}${taken.isLast ? ' last' : ''}${taken.paper ? ' on paper' : ''}`);
  if (refuse === what) throw new Error(`The feature refuses ${what}`);
  return Promise.resolve();
}

beforeAll(async () => {
  world = await DossierWorld.create();
  world.dossiers.register(HOME, {
    onSubmitted: () => hear('submitted'), onStep: (_tx, _dossier, taken) => hear('step', taken), onApproved: (_tx, _dossier, taken) => hear('approved', taken),
    onRejected: (_tx, _dossier, taken) => hear('rejected', taken), onReturned: (_tx, _dossier, { to }) => hear(`returned to ${to}`), onWithdrawn: () => hear('withdrawn'),
    onPassed: (_tx, _dossier, unitId) => hear(`passed to ${unitId}`),
    rules: async () => [{ code: 'CEILING', facts: { amountVnd: 50_000_000 }, source: '12/QĐ-LĐLĐ' }],
  });
  world.dossiers.register(LATER);
  world.dossiers.register(STAYS);
  city = await world.officer('ha-noi', 'CHAIR');
  viceOfCity = await world.officer('ha-noi', 'STANDING_VICE_CHAIR');
  district = await world.officer('soc-son', 'CHAIR');
  viceOfDistrict = await world.officer('soc-son', 'VICE_CHAIR');
  union = await world.officer('cong-ty-a', 'CHAIR');
  clerk = await world.officer('cong-ty-a', 'OFFICER');
  neighbour = await world.officer('tay-ho', 'CHAIR');
});
afterAll(() => world.drop());
beforeEach(async () => {
  heard.length = 0;
  refuse = null;
  await world.at('2025-05-06T02:00:00Z');
});

const open = (who: Officer | Principal = clerk, over: { unit?: string; subjectPersonId?: string; subjectId?: string; definition?: string } = {}): Promise<string> =>
  world.as(who, (tx, principal) => world.dossiers.open(tx, principal, {
    definition: over.definition ?? 'UNION_HOME', subjectType: 'housing-case', subjectId: over.subjectId ?? newId(), unitId: world.unitId(over.unit ?? 'cong-ty-a'), title: 'Mái ấm Công đoàn: Đỗ Ánh',
    ...(over.subjectPersonId === undefined ? {} : { subjectPersonId: over.subjectPersonId }),
  }));
const attach = async (id: string, kind: string, who: Officer | Principal = clerk): Promise<void> => {
  const file = await world.file(who);
  await world.as(who, (tx, principal) => world.dossiers.addEvidence(tx, principal, id, { kind, fileId: file.id }));
};
const submit = (id: string, who: Officer | Principal = clerk) => world.as(who, (tx, principal) => world.dossiers.submit(tx, principal, id));
const take = (id: string, who: Officer, input: Partial<TakeStepBody> = {}) => world.as(who, (tx, principal) => world.dossiers.take(tx, principal, id, { outcome: 'APPROVE', ...input }));
const giveBack = (id: string, who: Officer, to?: string) => world.as(who, (tx, principal) => world.dossiers.giveBack(tx, principal, id, { reason: 'Thiếu ảnh', to }));
const view = (id: string, who: Officer | Principal = city): Promise<DossierView> => world.as(who, (tx, principal) => world.dossierViews.get(tx, principal, id));
const actions = async (id: string, who: Officer | Principal): Promise<string[]> => (await view(id, who)).actions.map(({ action, obstacle }) => (obstacle === null ? action : `${action}: ${obstacle}`));

/** A dossier at one of its steps. */
async function at(step: 'SURVEY' | 'CHECK' | 'APPROVE' | 'COMPLETE', unit = 'cong-ty-a'): Promise<string> {
  const id = await open(clerk, { unit });
  await attach(id, 'APPLICATION');
  await attach(id, 'SITE_PHOTO');
  await submit(id);
  if (step === 'SURVEY') return id;
  await take(id, union);
  if (step === 'CHECK') return id;
  await take(id, district);
  if (step === 'APPROVE') return id;
  await take(id, city, { decision: await decision() });
  return id;
}
async function decision(over: Partial<NonNullable<TakeStepBody['decision']>> = {}) {
  return { number: `DEMO-${(numbers += 1)}/QĐ`, decidedOn: '2025-05-06', fileId: (await world.file(city)).id, ...over };
}

describe('a dossier climbs', () => {
  it('WEL-03: from the union to the city and back, and says so at each step', async () => {
    const id = await open();
    await attach(id, 'APPLICATION');
    await attach(id, 'SITE_PHOTO');
    await submit(id);
    expect(await view(id, union)).toMatchObject({ state: 'OPEN', step: 'SURVEY', submittedOn: '2025-05-06', submittedByPersonId: clerk.personId });
    await take(id, union);
    await take(id, district, { note: 'Đã kiểm tra' });
    await take(id, city, { decision: await decision({ number: '77/QĐ-LĐLĐ' }) });
    expect(await view(id)).toMatchObject({ step: 'COMPLETE', dueOn: '2025-06-30', overdue: false });
    await world.at('2025-06-20T02:00:00Z');
    await take(id, viceOfDistrict);
    const closed = await view(id);
    expect(closed).toMatchObject({ state: 'APPROVED', step: null, actions: [] });
    expect(closed.steps.map(({ state, unitCode }) => [state, unitCode])).toEqual([['DONE', 'cong-ty-a'], ['DONE', 'soc-son'], ['DONE', 'ha-noi'], ['DONE', 'soc-son']]);
    expect(closed.timeline.map(({ action, step, unitCode, on, decisionNumber }) => [action, step, unitCode, on, decisionNumber])).toEqual([
      ['OPEN', null, 'cong-ty-a', '2025-05-06', null], ['ADD_EVIDENCE', null, 'cong-ty-a', '2025-05-06', null], ['ADD_EVIDENCE', null, 'cong-ty-a', '2025-05-06', null],
      ['SUBMIT', null, 'cong-ty-a', '2025-05-06', null], ['APPROVE', 'SURVEY', 'cong-ty-a', '2025-05-06', null], ['APPROVE', 'CHECK', 'soc-son', '2025-05-06', null],
      ['APPROVE', 'APPROVE', 'ha-noi', '2025-05-06', '77/QĐ-LĐLĐ'], ['APPROVE', 'COMPLETE', 'soc-son', '2025-06-20', null],
    ]);
    expect(closed.evidence.map(({ kind }) => kind)).toEqual(['APPLICATION', 'SITE_PHOTO', 'DECISION']);
    expect(heard).toEqual(['submitted', 'step SURVEY by cong-ty-a', 'step CHECK by soc-son', 'step APPROVE by ha-noi', 'step COMPLETE by soc-son last', 'approved COMPLETE by soc-son last']);
    expect(await world.actionsOf(id)).toEqual(['dossier.open', 'dossier.add-evidence', 'dossier.add-evidence', 'dossier.submit', 'dossier.approve', 'dossier.approve', 'dossier.approve', 'dossier.approve']);
  });

  it('WEL-02: is not sent without its papers, and does not leave a step without evidence', async () => {
    const id = await open();
    await expect(submit(id)).rejects.toThrow(EvidenceMissing);
    expect(await actions(id, clerk)).toEqual(['SUBMIT: EVIDENCE_MISSING', 'WITHDRAW', 'ADD_EVIDENCE']);
    await attach(id, 'APPLICATION');
    expect(await actions(id, clerk)).toEqual(['SUBMIT', 'WITHDRAW', 'ADD_EVIDENCE']);
    await submit(id);
    await expect(take(id, union)).rejects.toMatchObject({ code: 'dossier/evidence-missing', facts: { missing: ['SITE_PHOTO'] } });
    expect(await actions(id, union)).toEqual(['APPROVE: EVIDENCE_MISSING', 'REJECT', 'RETURN', 'WITHDRAW', 'ADD_EVIDENCE']);
    expect((await view(id)).steps[0]).toMatchObject({ missingEvidence: ['SITE_PHOTO'], state: 'CURRENT' });
    await attach(id, 'SITE_PHOTO', union);
    await take(id, union);
    expect((await view(id)).step).toBe('CHECK');
  });

  it('is undone wholly when the feature refuses', async () => {
    const id = await at('CHECK');
    const before = await view(id);
    refuse = 'step';
    await expect(take(id, district)).rejects.toThrow('refuses step');
    expect(await view(id)).toEqual(before);
  });

  it('ends with a rejection, which needs no papers', async () => {
    const id = await at('CHECK');
    await take(id, district, { outcome: 'REJECT', note: 'Không đúng đối tượng' });
    const closed = await view(id);
    expect(closed).toMatchObject({ state: 'REJECTED', step: null });
    expect(closed.steps.map(({ state }) => state)).toEqual(['DONE', 'DONE', 'AHEAD', 'AHEAD']);
    expect(heard.at(-1)).toBe('rejected CHECK by soc-son');
    await expect(take(id, district)).rejects.toThrow(DossierInOtherState);
  });

  it('has one open dossier per case', async () => {
    const subjectId = newId();
    const id = await open(clerk, { subjectId });
    await expect(open(clerk, { subjectId })).rejects.toThrow(DossierOpenAlready);
    await world.as(clerk, (tx, principal) => world.dossiers.withdraw(tx, principal, id, 'Rút đơn'));
    const again = await open(clerk, { subjectId });
    expect((await world.as(clerk, (tx) => world.dossiers.findBySubject(tx, 'housing-case', subjectId)))?.id).toBe(again);
  });
});

describe('who acts', () => {
  it('is nobody who submitted it, opened it, or whom it is about', async () => {
    const submitted = await open();
    await attach(submitted, 'APPLICATION');
    await attach(submitted, 'SITE_PHOTO');
    await submit(submitted, union);
    await expect(take(submitted, union)).rejects.toThrow(OwnSubmission);
    expect(await actions(submitted, union)).toContain('APPROVE: OWN_SUBMISSION');
    const about = await open(clerk, { subjectPersonId: union.personId });
    await attach(about, 'APPLICATION');
    await submit(about);
    await expect(take(about, union)).rejects.toThrow(OwnSubmission);
    await expect(giveBack(about, union)).rejects.toThrow(OwnSubmission);
    const otherPost = await world.officer('cong-ty-a', 'VICE_CHAIR', { personId: clerk.personId });
    await expect(take(await at('SURVEY'), otherPost)).rejects.toThrow(OwnSubmission);
  });

  it('is neither the wrong post nor another unit; what lies beside is not even seen', async () => {
    const id = await at('CHECK');
    await expect(take(id, await world.officer('soc-son', 'OFFICER'))).rejects.toThrow(NotYourStep);
    await expect(take(id, await world.officer('soc-son', 'INSPECTOR'))).rejects.toThrow(NotYourStep);
    await expect(take(id, city)).rejects.toThrow(NotYourStep);
    await expect(take(id, union)).rejects.toThrow(NotYourStep);
    await expect(take(id, neighbour)).rejects.toThrow(DossierNotFound);
    await expect(view(id, neighbour)).rejects.toThrow(DossierNotFound);
    await expect(view(newId())).rejects.toThrow(DossierNotFound);
    expect(await actions(id, city)).toEqual(['APPROVE: NOT_YOUR_STEP', 'REJECT: NOT_YOUR_STEP', 'RETURN: NOT_YOUR_STEP']);
  });

  it('follows the post: who leads while the chair is vacant does, an ended post does not', async () => {
    await world.found('sector', 'S_SECTOR', 'ha-noi');
    await world.found('cong-ty-x', 'G', 'sector');
    const acting = await world.officer('sector', 'ACTING_HEAD', { to: '2025-05-06' });
    const opener = await world.officer('cong-ty-x', 'OFFICER');
    const head = await world.officer('cong-ty-x', 'CHAIR');
    const make = async (): Promise<string> => {
      const id = await open(opener, { unit: 'cong-ty-x' });
      for (const kind of ['APPLICATION', 'SITE_PHOTO']) await attach(id, kind, opener);
      await submit(id, opener);
      await take(id, head);
      return id;
    };
    const [first, second] = [await make(), await make()];
    await take(first, acting);
    await world.at('2025-05-07T02:00:00Z');
    await expect(take(second, acting)).rejects.toThrow(NotYourStep);
  });

  it('a member without a post files, follows and takes back, and reads no other', async () => {
    const member = world.member();
    const id = await open(member);
    await attach(id, 'APPLICATION', member);
    await submit(id, member);
    expect(await view(id, member)).toMatchObject({ state: 'OPEN', evidence: [{ kind: 'APPLICATION' }] });
    await expect(view(id, world.member())).rejects.toThrow(DossierNotFound);
    await attach(id, 'SITE_PHOTO', union);
    await take(id, union);
    await world.as(member, (tx, principal) => world.dossiers.withdraw(tx, principal, id, 'Không còn nhu cầu'));
    expect(await view(id, member)).toMatchObject({ state: 'WITHDRAWN' });
    expect(heard.at(-1)).toBe('withdrawn');
    await expect(world.as(neighbour, (tx, principal) => world.dossiers.withdraw(tx, principal, id, 'x'))).rejects.toThrow(DossierNotFound);
  });

  it('nobody takes back what was decided', async () => {
    const id = await at('COMPLETE');
    expect(await actions(id, clerk)).not.toContain('WITHDRAW');
    await expect(world.as(clerk, (tx, principal) => world.dossiers.withdraw(tx, principal, id, 'x'))).rejects.toThrow(DossierInOtherState);
  });

  it('decides on what was read: a change meanwhile is said, and of two at once one wins', async () => {
    const id = await at('CHECK');
    const { version } = await view(id);
    await attach(id, 'MINUTES', district);
    await expect(take(id, district, { version })).rejects.toThrow(DossierChanged);
    const now = (await view(id)).version;
    const outcomes = await Promise.allSettled([take(id, district, { version: now }), take(id, viceOfDistrict, { version: now })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await view(id)).timeline.filter(({ step, action }) => step === 'CHECK' && action === 'APPROVE')).toHaveLength(1);
  });
});

describe('a step that is a decision', () => {
  it('needs number, day and file, a signer who may, and a day within the step', async () => {
    const id = await at('APPROVE');
    await expect(take(id, city)).rejects.toThrow(StepIncomplete);
    await expect(take(id, city, { decision: { number: '1', decidedOn: '2025-05-06' } })).rejects.toMatchObject({ errors: [{ pointer: '/body/decision/fileId' }] });
    await expect(take(id, city, { decision: await decision({ decidedOn: '2025-05-05' }) })).rejects.toThrow(DecidedOutsideStep);
    await expect(take(id, city, { decision: await decision({ decidedOn: '2025-05-07' }) })).rejects.toThrow(DecidedOutsideStep);
    await expect(take(id, city, { decision: await decision({ signerPostId: district.postId }) })).rejects.toThrow(PostNotHeld);
    await take(id, city, { decision: await decision({ signerPostId: viceOfCity.postId }) });
    expect((await view(id)).step).toBe('COMPLETE');
  });

  it('is not signed by a party, whoever presses the button', async () => {
    const id = await open(clerk, { subjectPersonId: viceOfCity.personId });
    for (const kind of ['APPLICATION', 'SITE_PHOTO']) await attach(id, kind);
    await submit(id);
    await take(id, union);
    await take(id, district);
    await expect(take(id, city, { decision: await decision({ signerPostId: viceOfCity.postId }) })).rejects.toThrow(OwnSubmission);
  });

  it('many cases go onto one paper', async () => {
    const ids = [await at('APPROVE'), await at('APPROVE'), await at('APPROVE')];
    const paper = await decision();
    for (const id of ids) await take(id, city, { decision: paper });
    const decisions: { itemCount: number }[] = await world.whole((tx) => tx.query('select item_count as "itemCount" from decision where number = $1', [paper.number]));
    expect(decisions).toEqual([{ itemCount: 3 }]);
  });

  it('offers only its outcomes, and waits while units are stale', async () => {
    const id = await at('COMPLETE');
    await expect(take(id, district, { outcome: 'REJECT' })).rejects.toThrow(OutcomeNotOffered);
    world.clock.set('2030-05-06T02:05:00Z');
    await expect(take(id, district)).rejects.toMatchObject({ code: 'directory/stale' });
    expect(await actions(id, district)).toContain('APPROVE: DIRECTORY_STALE');
    const draft = await open();
    await attach(draft, 'APPLICATION');
    await submit(draft);
  });
});

describe('giving back', () => {
  it('goes to the usual place, a named step or the submitter, always with a reason, and climbs anew', async () => {
    const id = await at('CHECK');
    await giveBack(id, district);
    expect(await view(id)).toMatchObject({ state: 'OPEN', step: 'SURVEY' });
    await take(id, union);
    await giveBack(id, district, 'SUBMITTER');
    expect(await view(id)).toMatchObject({ state: 'RETURNED', step: null });
    expect((await view(id)).timeline.at(-1)).toMatchObject({ action: 'RETURN', step: 'CHECK', note: 'Thiếu ảnh' });
    expect(heard.filter((line) => line.startsWith('returned'))).toEqual(['returned to SURVEY', 'returned to SUBMITTER']);
    await submit(id);
    expect(await view(id)).toMatchObject({ state: 'OPEN', step: 'SURVEY' });
  });

  it('goes nowhere the process does not name', async () => {
    await expect(giveBack(await at('CHECK'), district, 'APPROVE')).rejects.toThrow(ReturnNotOffered);
    await expect(giveBack(await at('APPROVE'), city, 'SUBMITTER')).rejects.toThrow(ReturnNotOffered);
    await expect(giveBack(await at('COMPLETE'), district)).rejects.toThrow(ReturnNotOffered);
  });
});

describe('the chain is found in the tree of the day', () => {
  it('the city stands in where there is no upper union, and two persons act for it', async () => {
    await world.found('cong-ty-c', 'G', 'ha-noi');
    const opener = await world.officer('cong-ty-c', 'OFFICER');
    const head = await world.officer('cong-ty-c', 'CHAIR');
    const id = await open(opener, { unit: 'cong-ty-c' });
    for (const kind of ['APPLICATION', 'SITE_PHOTO']) await attach(id, kind, opener);
    await submit(id, opener);
    await take(id, head);
    expect((await view(id)).steps.map(({ state, unitCode }) => [state, unitCode])).toEqual([['DONE', 'cong-ty-c'], ['CURRENT', 'ha-noi'], ['AHEAD', 'ha-noi'], ['PASSED_UP', 'ha-noi']]);
    await take(id, city);
    await expect(take(id, city, { decision: await decision() })).rejects.toThrow(DecidedEarlierStep);
    expect(await actions(id, city)).toContain('APPROVE: DECIDED_EARLIER_STEP');
    await take(id, viceOfCity, { decision: await decision({ fileId: (await world.file(viceOfCity)).id }) });
    expect(heard.slice(-2)).toEqual(['step CHECK by ha-noi standing in', 'step APPROVE by ha-noi']);
  });

  it('open steps of an ended unit go to its successor, else to the city, at once and in the queue', async () => {
    await world.at('2025-06-30T02:00:00Z');
    for (const code of ['ba-vi', 'hoai-duc', 'quoc-oai']) await world.found(code, 'S_DISTRICT', 'ha-noi');
    const heads = { 'ba-vi': await world.officer('ba-vi', 'CHAIR'), 'hoai-duc': await world.officer('hoai-duc', 'CHAIR'), 'quoc-oai': await world.officer('quoc-oai', 'CHAIR') };
    const ids: Record<string, string> = {};
    for (const [district_, unit] of [['ba-vi', 'cong-ty-d'], ['hoai-duc', 'cong-ty-e']] as const) {
      await world.found(unit, 'G', district_);
      const opener = await world.officer(unit, 'OFFICER');
      const head = await world.officer(unit, 'CHAIR');
      const id = await open(opener, { unit });
      for (const kind of ['APPLICATION', 'SITE_PHOTO']) await attach(id, kind, opener);
      await submit(id, opener);
      await take(id, head);
      ids[unit] = id;
    }
    const stepUnit = async (id: string | undefined): Promise<string | null> => (await world.whole((tx) => world.dossiers.get(tx, id ?? ''))).stepUnitId;
    await world.router.tick();
    expect(await stepUnit(ids['cong-ty-d'])).toBe(world.unitId('ba-vi'));
    await world.move('cong-ty-d', 'ha-noi', '2025-07-01');
    await world.end('ba-vi', '2025-06-30');
    await world.end('hoai-duc', '2025-06-30', 'quoc-oai');
    await world.router.tick();
    expect(await stepUnit(ids['cong-ty-d'])).toBe(world.unitId('ba-vi'));
    await world.at('2025-07-01T02:00:00Z');
    expect(await world.router.tick()).toBeGreaterThanOrEqual(2);
    expect(await stepUnit(ids['cong-ty-d'])).toBe(world.unitId('ha-noi'));
    expect(await stepUnit(ids['cong-ty-e'])).toBe(world.unitId('quoc-oai'));
    expect(await world.router.tick()).toBe(0);
    expect((await view(ids['cong-ty-d'] ?? '')).timeline.at(-1)).toMatchObject({ action: 'REROUTE', step: 'CHECK', unitCode: 'ha-noi', personId: null });
    await expect(take(ids['cong-ty-d'] ?? '', heads['ba-vi'])).rejects.toThrow();
    await take(ids['cong-ty-e'] ?? '', heads['quoc-oai']);
    await take(ids['cong-ty-d'] ?? '', city);
    // A ward union is founded and takes the company: the next step of its level is found there.
    await world.at('2025-10-01T02:00:00Z');
    await world.found('phuong-3', 'S_WARD', 'ha-noi', '2025-10-01');
    await world.move('cong-ty-d', 'phuong-3', '2025-10-01');
    await take(ids['cong-ty-d'] ?? '', viceOfCity, { decision: await decision({ decidedOn: '2025-10-01', fileId: (await world.file(viceOfCity)).id }) });
    expect(await stepUnit(ids['cong-ty-d'])).toBe(world.unitId('phuong-3'));
  });

  it('a step is rerouted when it is taken, though the router has not looked yet', async () => {
    const id = await at('CHECK');
    await world.move('cong-ty-a', 'tay-ho', '2025-05-06');
    await expect(take(id, district)).rejects.toThrow(DossierNotFound);
    await take(id, neighbour);
    expect((await view(id)).timeline.map(({ action }) => action)).toEqual(expect.arrayContaining(['REROUTE']));
    await world.move('cong-ty-a', 'soc-son', '2025-05-06');
  });

  it('ORG-05: of a merged unit what is open passes to the successor, over several merges; what is decided, and what its feature does not take, stays', async () => {
    for (const code of ['hop-a', 'hop-b', 'hop-c']) await world.found(code, 'G', 'tay-ho');
    const opener = await world.officer('hop-a', 'OFFICER');
    const head = await world.officer('hop-a', 'CHAIR');
    const heir = await world.officer('hop-c', 'CHAIR');
    const made = async (): Promise<string> => {
      const id = await open(opener, { unit: 'hop-a' });
      for (const kind of ['APPLICATION', 'SITE_PHOTO']) await attach(id, kind, opener);
      return id;
    };
    const [draft, sent, checked, withdrawn] = [await made(), await made(), await made(), await made()];
    for (const id of [sent, checked]) await submit(id, opener);
    await take(checked, head);
    await world.as(opener, (tx, principal) => world.dossiers.withdraw(tx, principal, withdrawn, 'Thôi'));
    const other = await open(opener, { unit: 'hop-a', definition: STAYS.code });
    await world.end('hop-a', '2025-05-31', 'hop-b');
    await world.end('hop-b', '2025-05-31', 'hop-c');
    await world.router.tick();
    const unitOf = async (id: string): Promise<string> => (await world.whole((tx) => world.dossiers.get(tx, id))).unitId;
    expect(await unitOf(draft)).toBe(world.unitId('hop-a'));

    await world.at('2025-06-01T02:00:00Z');
    heard.length = 0;
    await world.router.tick();
    expect(await Promise.all([draft, sent, checked, withdrawn, other].map(unitOf))).toEqual(['hop-c', 'hop-c', 'hop-c', 'hop-a', 'hop-a'].map((code) => world.unitId(code)));
    expect(heard).toEqual(Array(3).fill(`passed to ${world.unitId('hop-c')}`));
    expect(await world.whole((tx) => world.dossiers.get(tx, sent))).toMatchObject({ state: 'OPEN', step: 'SURVEY', stepUnitId: world.unitId('hop-c') });
    expect(await world.whole((tx) => world.dossiers.get(tx, checked))).toMatchObject({ step: 'CHECK' });
    await take(sent, heir);
    heard.length = 0;
    await world.router.tick();
    expect(heard).toEqual([]);
  });

  it('in a merge the case passes to the successor in its state', async () => {
    const id = await at('CHECK');
    await world.whole((tx) => world.dossiers.passTo(tx, id, world.unitId('cong-ty-b')));
    expect(await view(id, neighbour)).toMatchObject({ step: 'CHECK', unitCode: 'cong-ty-b' });
    await take(id, neighbour);
  });
});

describe('a step taken on paper', () => {
  const paper = (items: object[], over: object = {}) => ({
    kind: 'DOSSIER_STEP', issuerCode: 'soc-son', number: `P-${(numbers += 1)}`, decidedOn: '2025-05-08', signerPostId: district.postId, items: items as Record<string, unknown>[], ...over,
  });
  const record = async (input: ReturnType<typeof paper>, who: Officer = viceOfDistrict) => {
    const fileId = (await world.scanOf(who)).id;
    return world.as(who, (tx, principal) => world.decisions.record(tx, principal, { ...input, fileId }));
  };
  const confirm = (id: string, who: Officer = district) => world.as(who, (tx, principal) => world.decisions.confirm(tx, principal, id));

  it('is recorded afterwards, by the rules of its day, and moves the dossier when confirmed', async () => {
    const ids = [await at('CHECK'), await at('CHECK')];
    await world.at('2025-05-20T02:00:00Z');
    const second = await world.officer('soc-son', 'STANDING_VICE_CHAIR');
    const id = await record(paper(ids.map((dossierId) => ({ dossierId, step: 'CHECK', outcome: 'APPROVE' }))));
    expect((await view(ids[0] ?? '')).step).toBe('CHECK');
    await confirm(id, second);
    const moved = await view(ids[0] ?? '');
    expect(moved).toMatchObject({ step: 'APPROVE' });
    expect(moved.timeline.at(-1)).toMatchObject({ action: 'APPROVE', step: 'CHECK', on: '2025-05-08', personId: district.personId, paper: true });
    expect(heard.filter((line) => line.includes('on paper'))).toHaveLength(2);
    expect((await view(ids[1] ?? '')).step).toBe('APPROVE');
    expect((await world.whole((tx) => world.dossiers.get(tx, ids[1] ?? ''))).stepSince).toBe('2025-05-08');
  });

  it('is refused for another step, another unit, a day before the step, a party who signed', async () => {
    const id = await at('CHECK');
    await world.at('2025-05-20T02:00:00Z');
    const one = (over: object = {}, head: object = {}) => record(paper([{ dossierId: id, step: 'CHECK', outcome: 'APPROVE', ...over }], head));
    await expect(one({ step: 'APPROVE' })).rejects.toThrow(StepNotCurrent);
    await expect(one({}, { decidedOn: '2025-05-05' })).rejects.toThrow(DecidedOutsideStep);
    await expect(one({ dossierId: newId() })).rejects.toThrow(DossierNotFound);
    await expect(record(paper([{ dossierId: id, step: 'CHECK', outcome: 'APPROVE' }], { issuerCode: 'ha-noi', signerPostId: city.postId }), city)).rejects.toThrow(NotTheStepUnit);
    const about = await open(clerk, { subjectPersonId: district.personId });
    for (const kind of ['APPLICATION', 'SITE_PHOTO']) await attach(about, kind);
    await submit(about);
    await take(about, union);
    await expect(one({ dossierId: about }, { decidedOn: '2025-05-20' })).rejects.toThrow(OwnSubmission);
    await expect(record(paper([{ dossierId: about, step: 'CHECK', outcome: 'APPROVE' }, { dossierId: id, step: 'CHECK', outcome: 'APPROVE' }], { decidedOn: '2025-05-20' }))).rejects.toThrow(ItemsRefused);
  });

  it('warns of evidence that paper can no longer meet', async () => {
    const id = await open();
    await attach(id, 'APPLICATION');
    await submit(id);
    const recorded = await record(paper([{ dossierId: id, step: 'SURVEY', outcome: 'APPROVE' }], { issuerCode: 'cong-ty-a', signerPostId: union.postId, decidedOn: '2025-05-06' }), await world.officer('cong-ty-a', 'OFFICER'));
    const [item] = await world.as(union, (tx) => world.decisionViews.items(tx, recorded, { limit: 10 }));
    expect(item?.warnings.map(({ code }) => code)).toEqual(['EVIDENCE_MISSING']);
    // Whoever is a party does not confirm either.
    await expect(confirm(recorded, await world.officer('cong-ty-a', 'VICE_CHAIR', { personId: clerk.personId }))).rejects.toThrow(OwnSubmission);
    await confirm(recorded, union);
    expect((await view(id)).step).toBe('CHECK');
  });
});

describe('versions of a process', () => {
  it('a dossier keeps the one it was opened under', async () => {
    const before = await at('SURVEY');
    const faster = defineDossier({ code: 'UNION_HOME', validFrom: '2025-08-01', steps: [{ code: 'APPROVE', decides: { level: 'C', posts: ['CHAIR'] }, decision: true }] });
    expect(await world.whole((tx) => world.dossiers.addVersion(tx, faster, '99/QĐ-LĐLĐ'))).toBe(2);
    expect((await view(await open())).definitionVersion).toBe(1);
    await world.at('2025-08-01T02:00:00Z');
    const after = await open();
    await submit(after);
    expect(await view(after)).toMatchObject({ definitionVersion: 2, step: 'APPROVE' });
    expect(await view(before)).toMatchObject({ definitionVersion: 1, step: 'SURVEY' });
    await take(before, union);
    expect((await view(before)).step).toBe('CHECK');
  });

  it('is not opened before its first day', async () => {
    await expect(open(clerk, { definition: 'LATER' })).rejects.toThrow(DefinitionNotInForce);
  });
});

describe('lists and the queue', () => {
  const queue = (who: Officer | Principal, limit = 100) => world.as(who, (tx, principal) => world.queue.answer(tx, principal, limit));
  const list = (who: Officer | Principal, query: object = {}) => world.as(who, async (_tx, principal) => principal).then((principal) => world.transactions.readWhole((tx) => world.dossierViews.list(tx, principal, { limit: 100, ...query })));

  it('say what waits for whom', async () => {
    const reasons = async (who: Officer | Principal, id: string): Promise<string[]> => (await queue(who)).items.filter((item) => item.id === id).map(({ reason }) => reason);
    const id = await open();
    expect(await reasons(clerk, id)).toEqual(['DRAFT']);
    expect(await reasons(union, id)).toEqual([]);
    for (const kind of ['APPLICATION', 'SITE_PHOTO']) await attach(id, kind);
    await submit(id);
    expect(await reasons(union, id)).toEqual(['TO_DECIDE']);
    expect(await reasons(clerk, id)).toEqual([]);
    expect(await reasons(district, id)).toEqual([]);
    await take(id, union);
    expect(await reasons(district, id)).toEqual(['TO_DECIDE']);
    await giveBack(id, district, 'SUBMITTER');
    expect(await reasons(clerk, id)).toEqual(['RETURNED']);
    expect(await reasons(union, id)).toEqual(['RETURNED']);
    expect(await reasons(district, id)).toEqual([]);
  });

  it('count what is due and overdue by the clock', async () => {
    await world.found('gia-lam', 'S_DISTRICT', 'ha-noi');
    await world.found('cong-ty-f', 'G', 'gia-lam');
    const opener = await world.officer('cong-ty-f', 'OFFICER');
    const head = await world.officer('cong-ty-f', 'CHAIR');
    const chair = await world.officer('gia-lam', 'CHAIR');
    for (let n = 0; n < 3; n += 1) {
      const id = await open(opener, { unit: 'cong-ty-f' });
      for (const kind of ['APPLICATION', 'SITE_PHOTO']) await attach(id, kind, opener);
      await submit(id, opener);
      await take(id, head);
    }
    expect((await queue(chair)).counts).toEqual({ toDecide: 3, returned: 0, dueThisWeek: 0, overdue: 0, total: 3 });
    await world.at('2025-05-12T02:00:00Z');
    expect((await queue(chair)).counts).toMatchObject({ dueThisWeek: 3, overdue: 0 });
    await world.at('2025-05-17T02:00:00Z');
    const { items, counts } = await queue(chair, 2);
    expect(counts).toMatchObject({ dueThisWeek: 0, overdue: 3 });
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ overdue: true, dueOn: '2025-05-16', unitCode: 'cong-ty-f' });
    expect(items[0]?.path).toMatch(/^\/dossiers\/welfare\//);
    expect(await list(chair, { overdue: true })).toHaveLength(3);
    expect(await list(chair, { overdue: false })).toHaveLength(0);
  });

  it('show only the own subtree, and find with and without marks', async () => {
    const id = await at('CHECK');
    const found = async (who: Officer | Principal, query: object = {}): Promise<boolean> => (await list(who, query)).some((row) => row.id === id);
    expect(await found(district)).toBe(true);
    expect(await found(city)).toBe(true);
    expect(await found(neighbour)).toBe(false);
    expect(await found(neighbour, { unit: 'cong-ty-a' })).toBe(false);
    expect(await found(world.member())).toBe(false);
    expect(await found(district, { q: 'do anh' })).toBe(true);
    expect(await found(district, { q: 'Đỗ Ánh'.normalize('NFD') })).toBe(true);
    expect(await found(district, { q: '%' })).toBe(false);
    expect(await found(district, { state: 'OPEN', definition: 'UNION_HOME' })).toBe(true);
    expect(await found(district, { state: 'DRAFT' })).toBe(false);
    const page = await list(district, { limit: 1, before: id });
    expect(page.every((row) => row.id < id)).toBe(true);
    expect((await view(id, district)).rules).toContainEqual({ code: 'CEILING', facts: { amountVnd: 50_000_000 }, source: '12/QĐ-LĐLĐ' });
  });
});
