import { chooseDelegates, DelegateChosenV1, listHoldings, TitleAwardedV1 } from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { awarded, confirmed, inBloc, nextNumber, record, startAwards, worker } from './support';

let app: TestApp;
beforeAll(async () => {
  app = await startAwards();
  await inBloc(app, 'cong-ty-b', 'ENTERPRISE_NONSTATE');
  await inBloc(app, 'benh-vien-c', 'PUBLIC_SERVICE');
});
afterAll(() => app.close());

const paper = (issuer: string, items: readonly Record<string, unknown>[], decidedOn = '2023-09-30') => ({ kind: 'TITLE_AWARDED', issuer, decidedOn, items });
const holdings = (query: Record<string, unknown>) => app.api.as(app.tree.officerOf('ha-noi')).call(listHoldings, { query: { limit: 100, ...query } as never }).expect(200);

it('AWD-04: a paper with 100 good workers produces 100 certificates in one run, without gaps, once confirmed', async () => {
  const names = Array.from({ length: 100 }, (_, n) => `Trần Văn Thợ ${n + 1}`);
  await confirmed(app, paper('tay-ho', names.map((name) => awarded(name)), '2023-06-30'));
  const items = names.map((name) => awarded(name, { round: 'ha-noi-2023-dot-1' }));
  const recorded = await record(app, paper('ha-noi', items));
  expect(recorded.status).toBe(201);
  expect((await holdings({ round: 'ha-noi-2023-dot-1' })).items).toHaveLength(0);
  await app.api.as(app.tree.chairOf('ha-noi')).post(`/decisions/${(recorded.body as { id: string }).id}/confirmation`).expect(200);
  const { items: held } = await holdings({ round: 'ha-noi-2023-dot-1' });
  expect(held.map((one) => one.certificateNo).sort()).toEqual(names.map((_, n) => `${String(n + 1).padStart(4, '0')}/2023/CNG`));
  expect(held.every((one) => one.standsOn !== null && one.directWorker === true && one.level === 'C')).toBe(true);
  const events = (await app.published(TitleAwardedV1)).filter((event) => event.level === 'C');
  expect(events).toHaveLength(100);
  expect(events[0]).toMatchObject({ titleCode: 'OUTSTANDING_WORKER', decidedOn: '2023-09-30', roundCode: 'ha-noi-2023-dot-1', amountVnd: 0, unitId: app.tree.get('cong-ty-b').unitId });
});

it('AWD-05: each city holder needs the record of the level below; the same name in another form is the same receiver', async () => {
  const refused = await record(app, paper('ha-noi', [awarded('Phạm Thị Chưa Có')]));
  expect(refused).toMatchObject({ status: 422, body: { missingLevel: 'S' } });
  await confirmed(app, paper('tay-ho', [awarded('Phạm Thị Đã Có')], '2023-07-01'));
  await confirmed(app, paper('ha-noi', [awarded('PHẠM THỊ ĐÃ CÓ'.normalize('NFD'))]));
  const many = await record(app, paper('ha-noi', [awarded('Ai Đó'), awarded('Phạm Thị Chưa Có')]));
  expect(many).toMatchObject({ status: 422, body: { errors: [{ pointer: '/body/items/0' }, { pointer: '/body/items/1' }] } });
});

it('AWD-12: a manager in the list of good workers is refused; what is not said is a warning', async () => {
  const refused = await record(app, paper('tay-ho', [awarded('Bùi Văn Giám Đốc', { receiver: worker('Bùi Văn Giám Đốc', { directWorker: false }) })]));
  expect(refused).toMatchObject({ status: 422, body: { titleCode: 'OUTSTANDING_WORKER', known: true } });
  const open = await record(app, paper('tay-ho', [awarded('Bùi Văn Không Rõ', { receiver: { receiverKind: 'INDIVIDUAL', name: 'Bùi Văn Không Rõ' } })]));
  expect(open.status).toBe(201);
});

it('AWD-12: a collective of up to 20 is a small one by the rule of the day; where the size is not told it is not known', async () => {
  const letter = (name: string, size?: number) => ({ unitCode: 'cong-ty-b', titleCode: 'LETTER_OF_COMMENDATION', year: 2023, receiver: { receiverKind: 'COLLECTIVE', name, ...(size === undefined ? {} : { size }) } });
  await confirmed(app, paper('tay-ho', [letter('Tổ 20', 20), letter('Tổ 21', 21), letter('Tổ không rõ'), awarded('Người Trực Tiếp')]));
  const events = (await app.published(TitleAwardedV1)).filter((event) => event.decidedOn === '2023-09-30');
  expect(events.map((event) => [event.receiverKind, event.directWorker, event.smallCollective])).toEqual([['COLLECTIVE', null, true], ['COLLECTIVE', null, false], ['COLLECTIVE', null, null], ['INDIVIDUAL', true, null]]);
});

it('AWD-14: ten outstanding chairs of the non-state sector; a chair of a state unit is refused', async () => {
  const chair = (unitCode: string, n: number) => ({ unitCode, titleCode: 'OUTSTANDING_CHAIR', year: 2023, receiver: { receiverKind: 'INDIVIDUAL', name: `Chủ Tịch ${n}` } });
  await confirmed(app, paper('ha-noi', Array.from({ length: 10 }, (_, n) => chair('cong-ty-b', n + 1))));
  expect((await holdings({ titleCode: 'OUTSTANDING_CHAIR' })).items).toHaveLength(10);
  expect(await record(app, paper('ha-noi', [chair('benh-vien-c', 11)]))).toMatchObject({ status: 422, body: { bloc: 'PUBLIC_SERVICE' } });
  await confirmed(app, { kind: 'QUOTA_SET', issuer: 'ha-noi', decidedOn: '2023-01-05', items: [{ titleCode: 'OUTSTANDING_CHAIR', level: 'C', year: 2023, places: 10 }] });
  const eleventh = await record(app, paper('ha-noi', [chair('cong-ty-b', 11)]));
  await app.api.as(app.tree.chairOf('ha-noi')).post(`/decisions/${(eleventh.body as { id: string }).id}/confirmation`).expectProblem(422, 'awards/quota-exceeded');
  const flag = { unitCode: 'cong-ty-b', titleCode: 'EMULATION_FLAG', year: 2023, receiver: { receiverKind: 'COLLECTIVE', name: 'CĐCS Công ty B', size: 900 } };
  await confirmed(app, paper('ha-noi', [flag, { ...flag, titleCode: 'CERTIFICATE_OF_MERIT' }]));
  expect((await holdings({ titleCode: 'EMULATION_FLAG' })).items).toMatchObject([{ receiverKind: 'COLLECTIVE', unitCode: 'cong-ty-b' }]);
  expect(await record(app, paper('ha-noi', [{ ...flag, receiver: { receiverKind: 'INDIVIDUAL', name: 'Một Người' } }]))).toMatchObject({ status: 422 });
});

it('AWD-13: school year 2018–2019: tiers 5 + 4 + 3 at the upper union, plus 3 at the city', async () => {
  const teacher = (n: number, tier?: number) => ({ unitCode: 'truong-a', titleCode: 'DEDICATED_TEACHER', year: 2019, schoolYear: '2018-2019', receiver: { receiverKind: 'INDIVIDUAL', name: `Cô Giáo ${n}` }, ...(tier === undefined ? {} : { tier }) });
  const tiers = [...Array<number>(5).fill(1), ...Array<number>(4).fill(2), ...Array<number>(3).fill(3)];
  await confirmed(app, paper('tay-ho', tiers.map((tier, n) => teacher(n + 1, tier)), '2019-11-15'));
  await confirmed(app, paper('ha-noi', [1, 2, 3].map((n) => teacher(n)), '2019-11-18'));
  const { items } = await holdings({ titleCode: 'DEDICATED_TEACHER', level: 'S' });
  expect([1, 2, 3].map((tier) => items.filter((one) => one.tier === tier).length)).toEqual([5, 4, 3]);
  expect((await holdings({ titleCode: 'DEDICATED_TEACHER', level: 'C' })).items).toHaveLength(3);
  expect(await record(app, paper('tay-ho', [teacher(20)], '2019-11-16'))).toMatchObject({ status: 422, body: { tiers: 3 } });
  expect(await record(app, paper('ha-noi', [teacher(1, 1)], '2019-11-19'))).toMatchObject({ status: 422 });
});

it('AWD-06: 101 individuals and 30 collectives are honoured; 2 and 2 of them go on as delegates', async () => {
  const one = (receiverKind: string, n: number) => ({ unitCode: 'truong-a', titleCode: 'TYPICAL_EXAMPLE', year: 2020, movement: 'tay-ho-2015-2020', receiver: { receiverKind, name: `${receiverKind} ${n}` } });
  const items = [...Array.from({ length: 101 }, (_, n) => one('INDIVIDUAL', n)), ...Array.from({ length: 30 }, (_, n) => one('COLLECTIVE', n))];
  await confirmed(app, paper('tay-ho', items, '2020-05-29'));
  const delegate = (name: string) => ({ unitCode: 'truong-a', titleCode: 'TYPICAL_EXAMPLE', name, chosenOn: '2020-05-29' });
  const chosen = ['INDIVIDUAL 0', 'INDIVIDUAL 1', 'COLLECTIVE 0', 'COLLECTIVE 1'].map(delegate);
  await confirmed(app, { kind: 'DELEGATE_CHOSEN', issuer: 'tay-ho', decidedOn: '2020-05-29', items: chosen });
  const events = await app.published(DelegateChosenV1);
  expect(events).toHaveLength(4);
  expect(events[0]).toMatchObject({ unitId: app.tree.get('tay-ho').unitId, chosenOn: '2020-05-29', movementCode: 'tay-ho-2015-2020' });
  expect(await record(app, { kind: 'DELEGATE_CHOSEN', issuer: 'tay-ho', decidedOn: '2020-05-30', items: [delegate('INDIVIDUAL 999')] })).toMatchObject({ status: 422 });
  expect(await record(app, { kind: 'DELEGATE_CHOSEN', issuer: 'tay-ho', decidedOn: '2020-05-30', items: [delegate('INDIVIDUAL 0')] })).toMatchObject({ status: 422 });
});

it('AWD-06: live, delegates are holders of the sending unit and stay within the quota of their kind', async () => {
  const { tree, api } = app;
  const signer = await tree.chairOf('tay-ho');
  const { items } = await holdings({ titleCode: 'TYPICAL_EXAMPLE', level: 'S' });
  const free = items.filter((one) => !one.delegate && one.receiverKind === 'INDIVIDUAL');
  await confirmed(app, { kind: 'QUOTA_SET', issuer: 'ha-noi', decidedOn: '2020-01-02', items: [{ titleCode: 'TYPICAL_EXAMPLE', level: 'S', unitCode: 'tay-ho', delegates: 'INDIVIDUAL', year: 2020, places: 3 }] });
  const body = (holdingIds: string[]) => ({ unitCode: 'tay-ho', holdingIds, chosenOn: '2026-03-02', number: nextNumber(), decidedOn: '2026-03-02', signerPostId: signer.postId });
  const two = free.slice(0, 2).map((one) => one.id);
  await api.as(signer).call(chooseDelegates, { body: body(two) }).expectProblem(422, 'awards/quota-exceeded');
  await api.as(signer).call(chooseDelegates, { body: body(two.slice(0, 1)) }).expect(201);
  await api.as(signer).call(chooseDelegates, { body: body(two.slice(0, 1)) }).expectProblem(422, 'awards/delegate-already');
  await api.as(tree.chairOf('thanh-xuan')).call(chooseDelegates, { body: { ...body(two.slice(1)), unitCode: 'thanh-xuan' } }).expectProblem(404, 'awards/holding-not-found');
});

it('a paper is refused as a whole for a unit elsewhere, a name twice, and a number of our own sequence', async () => {
  expect(await record(app, paper('tay-ho', [awarded('Ai Đó', { unitCode: 'benh-vien-c' })]))).toMatchObject({ status: 422, body: { unitCode: 'benh-vien-c' } });
  expect(await record(app, paper('tay-ho', [awarded('Hai Lần', { year: 2021 }), awarded('hai  lần', { year: 2021 })]))).toMatchObject({ status: 422, body: { errors: [{ pointer: '/body/items/1' }] } });
  expect(await record(app, paper('tay-ho', [awarded('Số Riêng', { certificateNo: '0001/2023/CNG' })]))).toMatchObject({ status: 422 });
  expect(await record(app, paper('tay-ho', [awarded('Không Đơn Vị', { unitCode: 'khong-co' })]))).toMatchObject({ status: 422 });
  await confirmed(app, paper('tay-ho', [awarded('Số Giấy', { certificateNo: '15-CN/QN' })]));
  expect((await holdings({ q: 'so giay' })).items).toMatchObject([{ certificateNo: '15-CN/QN' }]);
});

it('nobody confirms an own record; confirmed twice it has one effect', async () => {
  const { body } = await record(app, paper('tay-ho', [awarded('Một Lần', { year: 2021 })]));
  const { id } = body as { id: string };
  await app.api.as(app.tree.officerOf('tay-ho')).post(`/decisions/${id}/confirmation`).expectProblem(403, 'auth/permission-missing');
  await app.api.as(app.tree.chairOf('tay-ho')).post(`/decisions/${id}/confirmation`).expect(200);
  await app.api.as(app.tree.chairOf('tay-ho')).post(`/decisions/${id}/confirmation`).expectProblem(409, 'decision/not-open');
  expect((await holdings({ q: 'mot lan' })).items).toHaveLength(1);
});

it('1,000 receivers of one paper take effect in one confirmation', async () => {
  const items = Array.from({ length: 1000 }, (_, n) => ({ ...awarded(`Người Nghìn ${n}`, { year: 2022, unitCode: n % 2 === 0 ? 'cong-ty-b' : 'truong-a' }) }));
  const started = Date.now();
  await confirmed(app, paper('tay-ho', items, '2022-12-30'));
  expect(Date.now() - started).toBeLessThan(20_000);
  expect(await app.published(TitleAwardedV1)).toHaveLength(1000);
});
