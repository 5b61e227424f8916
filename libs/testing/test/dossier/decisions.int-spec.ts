import type { PaperDecisionBody } from '@doanket/contracts';
import { OutsideReach, PostNotHeld, UnitNotFound } from '@doanket/directory';
import { FileNotFound } from '@doanket/files';
import { DomainError, newId } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { z } from 'zod';
import {
  DecidedInFuture, DecisionNotFound, DecisionNotOpen, eachItem, IssuerNotAlive, ItemsRefused, KindNotTaken, LevelDoesNotDecide, NoPostActedAs, NotTheIssuer, NumberTaken, OwnRecord,
  RightMissing, TooManyItems, type ItemWarning, type PaperContext, type PaperKind,
} from '@doanket/dossier';
import { DossierWorld, type Officer } from './dossier-world';

class OverBudget extends DomainError {
  readonly code = 'welfare/over-budget';
  readonly kind = 'refused';
  readonly title = 'Over budget';
}

const Grant = z.strictObject({ id: z.uuid(), amountVnd: z.number().int(), late: z.boolean().default(false) });
type Grant = z.infer<typeof Grant>;

/** Grants over 100 are refused, late ones warned of; each confirmed one is a row. */
class GrantPaper implements PaperKind<Grant> {
  readonly kind = 'HOUSING_APPROVED';
  readonly item = Grant;
  readonly issuers = ['C', 'S'] as const;
  readonly seen: PaperContext[] = [];
  limit = 100;

  check(_tx: Tx, items: readonly Grant[], paper: PaperContext): Promise<ItemWarning[]> {
    this.seen.push(paper);
    return eachItem(items, (item) => {
      if (item.amountVnd > this.limit) throw new OverBudget('Over the budget.');
      return item.late ? [{ code: 'FILED_LATE', detail: 'Filed after the last day.' }] : [];
    });
  }

  async apply(tx: Tx, items: readonly Grant[]): Promise<string[]> {
    await tx.query('insert into granted select unnest($1::uuid[])', [items.map((item) => item.id)]);
    return items.map((item) => item.id);
  }
}

let world: DossierWorld;
let chairOfCity: Officer;
let clerkOfCity: Officer;
let chairOfDistrict: Officer;
let clerkOfDistrict: Officer;
const paper = new GrantPaper();
let numbers = 0;

beforeAll(async () => {
  world = await DossierWorld.create();
  world.decisions.register(paper);
  world.decisions.register({ ...kindOf('HOUSING_PAID'), permission: 'welfare.programme.manage', maxItems: 2 });
  chairOfCity = await world.officer('ha-noi', 'CHAIR', { from: '2019-01-01' });
  clerkOfCity = await world.officer('ha-noi', 'OFFICER');
  chairOfDistrict = await world.officer('soc-son', 'CHAIR');
  clerkOfDistrict = await world.officer('soc-son', 'OFFICER');
});
afterAll(() => world.drop());
beforeEach(() => world.at('2025-05-06T02:00:00Z'));

function kindOf(kind: string): PaperKind<Grant> {
  return { kind, item: Grant, issuers: ['C'], check: async () => [], apply: async (_tx, items) => items.map(() => null) };
}

function body(over: Partial<PaperDecisionBody> = {}): PaperDecisionBody {
  numbers += 1;
  return {
    kind: 'HOUSING_APPROVED', issuerCode: 'ha-noi', number: `DEMO-${numbers}/QĐ-LĐLĐ`, decidedOn: '2024-05-06', signerPostId: chairOfCity.postId,
    items: [{ id: newId(), amountVnd: 50 }], ...over,
  };
}
/** Records with a scan of whoever records, unless the body names `fileId` itself. */
const record = async (input: PaperDecisionBody, who: Officer = clerkOfCity): Promise<string> => {
  const fileId = 'fileId' in input ? input.fileId : (await world.scanOf(who)).id;
  return world.as(who, (tx, principal) => world.decisions.record(tx, principal, { ...input, fileId }));
};
const confirm = (id: string, who: Officer = chairOfCity): Promise<void> => world.as(who, (tx, principal) => world.decisions.confirm(tx, principal, id));
const view = (id: string, who: Officer = chairOfCity) => world.as(who, (tx, principal) => world.decisionViews.get(tx, principal, id));
const itemsOf = (id: string, who: Officer = chairOfCity) => world.as(who, (tx) => world.decisionViews.items(tx, id, { limit: 100 }));
const granted = async (id: unknown): Promise<boolean> => (await world.whole((tx) => tx.query('select 1 from granted where id = $1', [id])) as unknown[]).length > 0;

describe('a decision on paper', () => {
  it('counts nowhere until a second person confirms it, then all of it at once', async () => {
    const input = body({ items: [{ id: newId(), amountVnd: 50 }, { id: newId(), amountVnd: 100, late: true }], note: 'Tờ gốc ở văn thư' });
    const id = await record(input);
    expect(await granted(input.items[0]?.['id'])).toBe(false);
    expect(await view(id)).toMatchObject({
      kind: 'HOUSING_APPROVED', number: input.number, year: 2024, issuerCode: 'ha-noi', issuerName: 'LĐLĐ ha-noi', level: 'C', decidedOn: '2024-05-06', signerPost: 'CHAIR', paper: true,
      state: 'RECORDED', itemCount: 2, warningCount: 1, recordedByPersonId: clerkOfCity.personId, confirmedByPersonId: null, mayConfirm: true, whyNot: null,
    });
    await confirm(id);
    expect(await granted(input.items[0]?.['id'])).toBe(true);
    expect(await granted(input.items[1]?.['id'])).toBe(true);
    expect(await view(id)).toMatchObject({ state: 'CONFIRMED', confirmedByPersonId: chairOfCity.personId, mayConfirm: false, whyNot: 'NOT_OPEN' });
    expect(await itemsOf(id)).toEqual([
      { n: 1, payload: input.items[0], warnings: [], recordId: input.items[0]?.['id'] },
      { n: 2, payload: input.items[1], warnings: [{ code: 'FILED_LATE', detail: 'Filed after the last day.' }], recordId: input.items[1]?.['id'] },
    ]);
    expect(await world.actionsOf(id)).toEqual(['decision.record', 'decision.confirm']);
  });

  it('asks the rules for its own day, when recorded and again when confirmed', async () => {
    paper.seen.length = 0;
    await confirm(await record(body({ decidedOn: '2020-02-29' })));
    expect(paper.seen.map(({ on, phase, issuer, signer, year }) => [on, phase, issuer.code, signer.postId, year])).toEqual([
      ['2020-02-29', 'RECORD', 'ha-noi', chairOfCity.postId, 2020], ['2020-02-29', 'CONFIRM', 'ha-noi', chairOfCity.postId, 2020],
    ]);
  });

  it('is not confirmed by whoever recorded it, though through another post', async () => {
    const also = await world.officer('ha-noi', 'VICE_CHAIR', { personId: clerkOfCity.personId });
    const id = await record(body());
    await expect(confirm(id, also)).rejects.toThrow(OwnRecord);
    expect(await view(id, also)).toMatchObject({ mayConfirm: false, whyNot: 'OWN_RECORD' });
  });

  it('is confirmed once, however many press the button at once', async () => {
    const id = await record(body());
    const vice = await world.officer('ha-noi', 'STANDING_VICE_CHAIR');
    const outcomes = await Promise.allSettled([confirm(id), confirm(id, vice), confirm(id), confirm(id, vice)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(DecisionNotOpen);
  });

  it('takes effect wholly or not at all: a rule that says no at the confirmation undoes it', async () => {
    const input = body({ items: [{ id: newId(), amountVnd: 10 }, { id: newId(), amountVnd: 90 }] });
    const id = await record(input);
    paper.limit = 80;
    await expect(confirm(id)).rejects.toThrow(ItemsRefused);
    paper.limit = 100;
    expect(await granted(input.items[0]?.['id'])).toBe(false);
    expect(await view(id)).toMatchObject({ state: 'RECORDED' });
  });

  it('names the items that are refused, and for a single one what refuses it', async () => {
    const refused = record(body({ items: [{ id: newId(), amountVnd: 10 }, { id: newId(), amountVnd: 101 }] }));
    await expect(refused).rejects.toMatchObject({ code: 'decision/items-refused', errors: [{ pointer: '/body/items/1' }], facts: { refusals: [{ item: 2, code: 'welfare/over-budget' }] } });
    await expect(record(body({ items: [{ id: newId(), amountVnd: 101 }] }))).rejects.toThrow(OverBudget);
    await expect(record(body({ items: [{ id: newId(), amountVnd: 10, extra: 1 }] }))).rejects.toThrow(ItemsRefused);
  });

  it('names fifty refused items, and says how many more there are', async () => {
    const refused = async (count: number): Promise<ItemsRefused> => {
      const error: unknown = await record(body({ items: [{ id: newId(), amountVnd: 10 }, ...Array.from({ length: count }, () => ({ id: newId(), amountVnd: 101 }))] })).catch((thrown: unknown) => thrown);
      if (!(error instanceof ItemsRefused)) throw new Error('Not refused', { cause: error });
      return error;
    };
    const [fifty, more] = [await refused(50), await refused(51)];
    expect(fifty.errors.map(({ pointer }) => pointer)).toEqual(Array.from({ length: 50 }, (_, n) => `/body/items/${n + 1}`));
    expect(fifty.facts['rest']).toBe(0);
    expect(more.errors).toEqual([...fifty.errors, { pointer: '/body/items', detail: '1 more refused.' }]);
    expect(more.facts).toEqual({ ...fifty.facts, rest: 1 });
  });

  it('has a number of its own per issuer and year, in any letters; discarding frees it', async () => {
    const input = body();
    const id = await record(input);
    await expect(record(body({ number: input.number.toLowerCase() }))).rejects.toThrow(NumberTaken);
    await record(body({ number: input.number, decidedOn: '2023-05-06' }));
    await record(body({ number: input.number, issuerCode: 'soc-son', signerPostId: chairOfDistrict.postId }), clerkOfDistrict);
    await world.as(chairOfCity, (tx, principal) => world.decisions.discard(tx, principal, id, 'Nhập nhầm'));
    expect(await view(id)).toMatchObject({ state: 'DISCARDED', whyNot: 'NOT_OPEN' });
    await expect(confirm(id)).rejects.toThrow(DecisionNotOpen);
    await record(input);
  });

  it('was signed by a head of the issuer who held the post on that day', async () => {
    const sign = (signer: Officer, decidedOn: string) => record(body({ signerPostId: signer.postId, decidedOn }));
    const late = await world.officer('ha-noi', 'VICE_CHAIR', { from: '2024-01-01', to: '2024-06-30' });
    await expect(sign(late, '2023-12-31')).rejects.toThrow(PostNotHeld);
    await sign(late, '2024-01-01');
    await sign(late, '2024-06-30');
    await expect(sign(late, '2024-07-01')).rejects.toThrow(PostNotHeld);
    await expect(sign(clerkOfCity, '2024-05-06')).rejects.toThrow(PostNotHeld);
    await expect(sign(chairOfDistrict, '2024-05-06')).rejects.toThrow(PostNotHeld);
  });

  it('is dated within the life of its issuer and not ahead', async () => {
    await expect(record(body({ decidedOn: '2025-05-07' }))).rejects.toThrow(DecidedInFuture);
    await expect(record(body({ decidedOn: '1994-12-31' }))).rejects.toThrow(IssuerNotAlive);
  });

  it('is taken by a level that decides such things, of a kind this service takes, in a number of items it takes', async () => {
    const chairOfUnion = await world.officer('cong-ty-a', 'CHAIR');
    await expect(record(body({ issuerCode: 'cong-ty-a', signerPostId: chairOfUnion.postId }), chairOfUnion)).rejects.toThrow(LevelDoesNotDecide);
    await expect(record(body({ kind: 'UNKNOWN' }))).rejects.toThrow(KindNotTaken);
    const three = [1, 2, 3].map(() => ({ id: newId(), amountVnd: 1 }));
    await expect(record(body({ kind: 'HOUSING_PAID', items: three }))).rejects.toThrow(TooManyItems);
    expect(() => world.decisions.requireKinds(['HOUSING_PAID', 'HOUSING_PROGRAMME'])).toThrow('HOUSING_PROGRAMME');
    expect(() => world.decisions.register(kindOf('HOUSING_PAID'))).toThrow('twice');
  });

  it('may need a right of its own to be confirmed', async () => {
    const id = await record(body({ kind: 'HOUSING_PAID' }), chairOfCity);
    await expect(confirm(id, await world.officer('ha-noi', 'OFFICER'))).rejects.toThrow(OutsideReach);
    const head = await world.officer('viet-nam', 'CHAIR');
    expect(await view(id, head)).toMatchObject({ mayConfirm: false, whyNot: 'NO_RIGHT' });
    await expect(confirm(id, head)).rejects.toThrow(RightMissing);
  });

  it('is recorded by its issuer, for others neither by those above nor beside nor below', async () => {
    const districts = body({ issuerCode: 'soc-son', signerPostId: chairOfDistrict.postId });
    await expect(record(districts, clerkOfCity)).rejects.toThrow(NotTheIssuer);
    const beside = await world.officer('tay-ho', 'OFFICER');
    await expect(record(districts, beside)).rejects.toThrow(UnitNotFound);
    await expect(record(body(), clerkOfDistrict)).rejects.toThrow(UnitNotFound);
    await expect(record({ ...districts, issuerCode: 'no-such-unit' })).rejects.toThrow(UnitNotFound);
    await expect(world.as(world.member(), (tx, principal) => world.decisions.record(tx, principal, districts))).rejects.toThrow(NoPostActedAs);
  });

  it('is refused without its file, and cannot be confirmed without', async () => {
    await expect(record(body({ fileId: undefined }))).rejects.toMatchObject({ code: 'decision/file-missing', kind: 'refused', errors: [{ pointer: '/body/fileId', detail: 'Missing' }] });
    const old = await record(body());
    await world.db.tamper(`update ${world.service}.decision set file_id = null, file_sha256 = null where id = '${old}'`);
    await expect(confirm(old)).rejects.toMatchObject({ code: 'decision/file-missing' });
    expect(await view(old)).toMatchObject({ state: 'RECORDED' });
  });

  it('is refused with a text that calls itself a PDF, told where', async () => {
    const text = await world.textFile(clerkOfCity, 'quyet-dinh.pdf');
    expect(text).toMatchObject({ contentType: 'text/plain', name: 'quyet-dinh.pdf.txt' });
    await expect(record(body({ fileId: text.id }))).rejects.toMatchObject({ code: 'decision/file-kind-refused', kind: 'refused', errors: [{ pointer: '/body/fileId' }] });
  });

  it('has its file read under the scope of the issuer', async () => {
    const scan = await world.file(clerkOfCity);
    const id = await record(body({ fileId: scan.id }));
    expect(await view(id)).toMatchObject({ fileId: scan.id, warningCount: 0 });
    expect((await world.as(chairOfCity, (tx) => world.files.get(tx, scan.id))).sha256).toBe(scan.sha256);
    await expect(world.as(clerkOfDistrict, (tx) => world.files.get(tx, scan.id))).rejects.toThrow(FileNotFound);
    const foreign = await world.file(clerkOfDistrict);
    await expect(record(body({ fileId: foreign.id }))).rejects.toThrow(FileNotFound);
  });

  it('is read below its issuer by its head alone, beside not at all', async () => {
    const id = await record(body());
    expect(await view(id, clerkOfDistrict)).toMatchObject({ issuerCode: 'ha-noi', mayConfirm: false });
    await expect(itemsOf(id, clerkOfDistrict)).rejects.toThrow(DecisionNotFound);
    const own = await record(body({ issuerCode: 'soc-son', signerPostId: chairOfDistrict.postId }), clerkOfDistrict);
    const beside = await world.officer('tay-ho', 'CHAIR');
    await expect(view(own, beside)).rejects.toThrow(DecisionNotFound);
    await expect(confirm(own, beside)).rejects.toThrow(DecisionNotFound);
    expect(await world.as(beside, (tx, principal) => world.decisionViews.list(tx, principal, { limit: 100, issuer: 'soc-son' }))).toEqual([]);
    expect((await world.as(chairOfDistrict, (tx, principal) => world.decisionViews.list(tx, principal, { limit: 100, issuer: 'soc-son', state: 'RECORDED' }))).map(({ id: found }) => found)).toContain(own);
  });

  it('waits while the copy of units is stale', async () => {
    const id = await record(body());
    world.clock.set('2025-05-06T02:05:00Z');
    await expect(confirm(id)).rejects.toMatchObject({ code: 'directory/stale' });
    await record(body());
  });

  it('takes a thousand items', async () => {
    const input = body({ items: Array.from({ length: 1000 }, (_, at) => ({ id: newId(), amountVnd: 1, late: at % 2 === 0 })) });
    const id = await record(input);
    await confirm(id);
    expect(await view(id)).toMatchObject({ itemCount: 1000, warningCount: 500 });
    const warned = await world.as(chairOfCity, (tx) => world.decisionViews.items(tx, id, { limit: 100, after: 990, warnings: true }));
    expect(warned.map(({ n }) => n)).toEqual([991, 993, 995, 997, 999]);
    expect(await granted(input.items[999]?.['id'])).toBe(true);
  });
});

describe('papers of a unit that has ended', () => {
  it('are recorded by its successor, else by the city, and dated within its life', async () => {
    await world.found('dong-anh', 'S_DISTRICT', 'ha-noi');
    await world.found('me-linh', 'S_DISTRICT', 'ha-noi');
    const signer = await world.officer('dong-anh', 'CHAIR');
    const other = await world.officer('me-linh', 'CHAIR');
    const successor = await world.officer('soc-son', 'VICE_CHAIR');
    await world.at('2025-07-02T02:00:00Z');
    await world.end('dong-anh', '2025-06-30', 'soc-son');
    await world.end('me-linh', '2025-06-30');
    const dongAnh = (decidedOn: string) => body({ issuerCode: 'dong-anh', signerPostId: signer.postId, decidedOn });
    await expect(record(dongAnh('2025-07-01'), successor)).rejects.toThrow(IssuerNotAlive);
    await expect(record(dongAnh('2025-06-30'), clerkOfCity)).rejects.toThrow(NotTheIssuer);
    const id = await record(dongAnh('2025-06-30'), successor);
    await confirm(id, chairOfDistrict);
    expect(await view(id, chairOfDistrict)).toMatchObject({ state: 'CONFIRMED', issuerCode: 'dong-anh', issuerName: 'LĐLĐ dong-anh' });
    const meLinh = await record(body({ issuerCode: 'me-linh', signerPostId: other.postId, decidedOn: '2025-06-30' }), clerkOfCity);
    await world.as(chairOfCity, async (tx, principal) => {
      const { items } = await world.queue.answer(tx, principal, 100);
      expect(items.filter(({ reason }) => reason === 'TO_CONFIRM').map(({ id: waiting }) => waiting)).toContain(meLinh);
    });
    await confirm(meLinh);
  });
});

describe('a decision taken now', () => {
  let scan: string | undefined;
  beforeAll(async () => { scan = (await world.file(chairOfCity)).id; });

  const live = (over: object = {}) => ({ kind: 'HOUSING_PAYMENT', issuerUnitId: world.unitId('ha-noi'), number: `L-${(numbers += 1)}`, decidedOn: '2025-05-06', fileId: scan, ...over });
  const decide = (input: ReturnType<typeof live>, who: Officer = chairOfCity) => world.as(who, (tx) => world.decisions.decide(tx, input));

  it('is in force at once, signed by the post acted as unless another is named', async () => {
    const { id } = await decide(live());
    expect(await view(id)).toMatchObject({ state: 'CONFIRMED', paper: false, signerPostId: chairOfCity.postId, confirmedByPersonId: chairOfCity.personId, itemCount: 1 });
    expect(await decide(live({ signerPostId: chairOfCity.postId }), clerkOfCity)).toMatchObject({ signerPersonId: chairOfCity.personId });
    await expect(decide(live(), clerkOfCity)).rejects.toThrow(PostNotHeld);
    expect(await world.as(clerkOfDistrict, (tx) => world.decisions.get(tx, id))).toMatchObject({ id, number: expect.any(String) as string });
    await expect(world.as(clerkOfDistrict, (tx) => world.decisions.get(tx, newId()))).rejects.toThrow(DecisionNotFound);
  });

  it('is refused without its file', async () => {
    await expect(decide(live({ fileId: undefined }))).rejects.toMatchObject({ code: 'decision/file-missing', errors: [{ pointer: '/body/fileId' }] });
  });

  it('may decide many cases, as long as it is the same paper', async () => {
    const input = live();
    const first = await decide(input);
    expect((await decide(input)).id).toBe(first.id);
    expect(await view(first.id)).toMatchObject({ itemCount: 2 });
    await expect(decide({ ...input, decidedOn: '2025-05-05' })).rejects.toThrow(NumberTaken);
    await expect(decide({ ...input, kind: 'HOUSING' })).rejects.toThrow(NumberTaken);
    await expect(record(body({ number: input.number, decidedOn: '2025-05-06' }))).rejects.toThrow(NumberTaken);
  });

  it('is one decision when two take the number at the same time', async () => {
    const input = live();
    const ids = await Promise.all([1, 2, 3, 4].map(() => decide(input)));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
    expect(await view(ids[0]?.id ?? '')).toMatchObject({ itemCount: 4 });
  });

  it('is not dated ahead, nor taken while the copy of units is stale, nor by a service', async () => {
    await expect(decide(live({ decidedOn: '2025-05-07' }))).rejects.toThrow(DecidedInFuture);
    await expect(world.whole((tx) => world.decisions.decide(tx, live()))).rejects.toThrow(NoPostActedAs);
    world.clock.set('2025-07-02T02:05:00Z');
    await expect(decide(live())).rejects.toMatchObject({ code: 'directory/stale' });
  });
});
