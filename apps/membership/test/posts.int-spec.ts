import { createPerson, endPost, getPost, getUnit, listUnitPosts, PLATFORM_ROUTES, PostEndedV1, PostStartedV1, startPost, type PostStartedItem } from '@doanket/contracts';
import type { Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

const { recordDecision, confirmDecision } = PLATFORM_ROUTES.membership.decisions;
let app: MembershipApp;
let nation: Officer;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  nation = await app.tree.chairOf('viet-nam');
});
afterAll(() => app.close());

const person = async (fullName: string, by: Officer = nation): Promise<string> => (await app.api.as(by).call(createPerson, { body: { fullName, unitCode: 'ha-noi' } }).expect(201)).id;
const standing = { unitCode: 'ha-noi', post: 'STANDING_VICE_CHAIR', body: 'STANDING_COMMITTEE', acting: true, appointment: 'ELECTED', fullTime: true } as const;

async function onPaper(kind: string, decidedOn: string, items: readonly object[], signerPostId = nation.postId): Promise<void> {
  const body = { kind, issuerCode: 'viet-nam', number: app.nextNumber(), decidedOn, signerPostId, items: items as Record<string, unknown>[] };
  const { id } = await app.api.as(await app.tree.officerOf('viet-nam')).call(recordDecision, { body }).expect(201);
  await app.api.as(nation).call(confirmDecision, { params: { id }, body: {} }).expect(200);
}

const start = (by: Officer, item: Partial<PostStartedItem> & { personId: string }) => app.api.as(by).call(startPost, { body: { ...standing, ...item, decision: app.decision() } });

describe('ORG-07: office-holders', () => {
  let actingPost = '';

  it('ORG-07: on 27/11/2019 the city shows no chair but a standing vice-chair who acts, and who may sign a decision of that day', async () => {
    await onPaper('POST_STARTED', '2019-05-02', [{ ...standing, personId: await person('Nguyễn Thị Mẫu') }]);
    const { items } = await app.api.as(nation).call(listUnitPosts, { params: { code: 'ha-noi' }, query: { asOf: '2019-11-27' } }).expect(200);
    expect(items).toMatchObject([{ post: 'STANDING_VICE_CHAIR', acting: true, body: 'STANDING_COMMITTEE', personName: 'Nguyễn Thị Mẫu', fullTime: true, appointment: 'ELECTED' }]);
    expect(items.some((post) => post.post === 'CHAIR')).toBe(false);
    actingPost = items[0]?.id ?? '';
    expect((await app.api.as(nation).call(getUnit, { params: { code: 'ha-noi' }, query: { asOf: '2019-11-27' } }).expect(200)).head?.id).toBe(actingPost);

    const officer = await app.tree.officerOf('ha-noi');
    const body = (decidedOn: string) => ({ kind: 'UNIT_FOUNDED', issuerCode: 'ha-noi', number: app.nextNumber(), decidedOn, signerPostId: actingPost, items: [{ code: 'nganh-y-te', type: 'S_SECTOR', name: 'Công đoàn ngành Y tế', parentCode: 'ha-noi' }] });
    await app.api.as(officer).call(recordDecision, { body: body('2019-11-27') }).expect(201);
    await app.api.as(officer).call(recordDecision, { body: body('2019-05-01') }).expectProblem(422, 'directory/post-not-held');
  });

  it('ORG-07: an acting head excludes a chair on every day they would share, in whichever leading body', async () => {
    const chair = await person('Phạm Văn Mẫu');
    await start(nation, { personId: chair, post: 'CHAIR', acting: false }).expectProblem(422, 'membership/head-post-taken');
    await start(nation, { personId: chair, post: 'CHAIR', acting: false, body: 'EXECUTIVE_COMMITTEE' }).expectProblem(422, 'membership/head-post-taken');
    await app.test.expectNotPublished(PostStartedV1);
    await app.api.as(nation).call(endPost, { params: { id: actingPost }, body: { lastDay: '2026-03-31', decision: app.decision() } }).expect(200);
    await start(nation, { personId: chair, post: 'CHAIR', acting: false, validFrom: '2026-03-31' }).expectProblem(422, 'membership/head-post-taken');
    const started = await start(nation, { personId: chair, post: 'CHAIR', acting: false, validFrom: '2026-04-01', validTo: '2031-03-31' }).expect(201);
    expect(started).toMatchObject({ unitCode: 'ha-noi', personName: 'Phạm Văn Mẫu', validFrom: '2026-04-01', validTo: '2031-03-31' });
    await app.test.expectPublished(PostEndedV1, { postId: actingPost, lastDay: '2026-03-31', validFrom: '2026-04-01' });
    const event = await app.test.expectPublished(PostStartedV1, { personId: chair });
    expect(JSON.stringify(event)).not.toContain('Mẫu');
  });

  it('ORG-07: a body has its own posts, and only a deputy leads acting', async () => {
    const personId = await person('Đỗ Thị Mẫu');
    await start(nation, { personId, body: 'INSPECTION_COMMITTEE' }).expectProblem(422, 'membership/post-not-of-body');
    await start(nation, { personId, unitCode: 'phuong-3', post: 'CHAIR', acting: true }).expectProblem(422, 'membership/not-a-deputy');
    await start(nation, { personId, unitCode: 'phuong-3', validTo: '2026-03-01' }).expectProblem(422, 'membership/post-period-invalid');
    const women = await start(nation, { personId, post: 'CHAIR', acting: false, body: 'WOMENS_COMMITTEE', appointment: 'APPOINTED', fullTime: false }).expect(201);
    expect(women).toMatchObject({ post: 'CHAIR', body: 'WOMENS_COMMITTEE', fullTime: false, appointment: 'APPOINTED' });
    const second = await person('Lê Thị Mẫu');
    const next = (validFrom: string) => start(nation, { personId: second, post: 'CHAIR', acting: false, body: 'WOMENS_COMMITTEE', validFrom });
    await next(app.today).expectProblem(422, 'membership/head-post-taken');
    await app.api.as(nation).call(endPost, { params: { id: women.id }, body: { lastDay: '2026-06-30', decision: app.decision() } }).expect(200);
    await next('2026-06-30').expectProblem(422, 'membership/head-post-taken');
    await next('2026-07-01').expect(201);
  });

  it('ORG-07: ends a post within its days, and not twice past its end', async () => {
    const started = await start(nation, { personId: await person('Vũ Văn Mẫu'), unitCode: 'phuong-30', validFrom: '2026-03-02' }).expect(201);
    const end = (lastDay: string) => app.api.as(nation).call(endPost, { params: { id: started.id }, body: { lastDay, decision: app.decision() } });
    await end('2026-03-01').expectProblem(422, 'membership/post-period-invalid');
    expect(await end('2026-03-10').expect(200)).toMatchObject({ validTo: '2026-03-10' });
    await end('2026-03-11').expectProblem(422, 'membership/post-period-invalid');
    expect(await app.api.as(nation).call(getPost, { params: { id: started.id } }).expect(200)).toMatchObject({ validTo: '2026-03-10' });
  });

  it('ORG-05: a post in a union whose end is known ends with it', async () => {
    await app.tree.end('thanh-xuan', '2026-06-30');
    expect(await start(nation, { personId: await person('Hoàng Thị Mẫu'), unitCode: 'thanh-xuan' }).expect(201)).toMatchObject({ validTo: '2026-06-30' });
    await start(nation, { personId: await person('Bùi Văn Mẫu'), unitCode: 'thanh-xuan', validFrom: '2026-07-01', acting: false }).expectProblem(422, 'membership/unit-not-live');
  });

  it('lets nobody decide beyond their reach, and hides what is beyond', async () => {
    const ward = await app.tree.chairOf('phuong-3');
    const officer = await app.tree.officerOf('phuong-3');
    const personId = await person('Mai Thị Mẫu');
    await start(officer, { personId, unitCode: 'phuong-3', acting: false }).expectProblem(403, 'auth/permission-missing');
    await start(ward, { personId, unitCode: 'phuong-30', acting: false }).expectProblem(404, 'directory/unit-not-found');
    await start(ward, { personId, unitCode: 'ha-noi', acting: false }).expectProblem(404, 'directory/unit-not-found');
    const other = await app.tree.chairOf('tay-ho');
    await app.api.as(ward).call(getPost, { params: { id: other.postId } }).expectProblem(404, 'membership/post-not-found');
    await app.api.as(ward).call(endPost, { params: { id: other.postId }, body: { lastDay: '2026-03-31', decision: app.decision() } }).expectProblem(404, 'membership/post-not-found');
    await app.api.as(ward).call(getPost, { params: { id: '01920000-0000-7000-8000-000000000001' } }).expectProblem(404, 'membership/post-not-found');
    await start(ward, { personId: '01920000-0000-7000-8000-000000000001', unitCode: 'phuong-3', acting: false }).expectProblem(404, 'membership/person-not-found');
  });
});
