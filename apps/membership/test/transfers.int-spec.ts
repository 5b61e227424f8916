import {
  confirmTransfer, draftApplication, getTransfer, getUnit, grantDelegation, listTransfers, listUnitPosts, listUnits, openTransfer, refuseTransfer, UnitEndedV1, UnitFoundedV1, UnitMovedV1, withdrawTransfer,
} from '@doanket/contracts';
import type { Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

let app: MembershipApp;
let chair: Officer;
let vice: Officer;
let numbers = 0;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  chair = await app.tree.chairOf('ha-noi');
  vice = await app.tree.viceChairOf('ha-noi');
});
afterAll(() => app.close());

async function union(parent = 'tay-ho'): Promise<string> {
  numbers += 1;
  const code = `co-so-${numbers}`;
  await app.tree.unit(code, { parent, type: 'G' });
  return code;
}
const out = (codes: readonly string[], effectiveOn: string, by: Officer = chair) => app.api.as(by).call(openTransfer, {
  body: { direction: 'OUT', units: codes.map((unitCode) => ({ unitCode })), otherParty: 'Công đoàn Y tế Việt Nam', effectiveOn, decision: app.decision() },
});
const within = (codes: readonly string[], receiverCode: string, effectiveOn = app.today, by: Officer = chair) => app.api.as(by).call(openTransfer, {
  body: { direction: 'WITHIN', units: codes.map((unitCode) => ({ unitCode })), receiverCode, effectiveOn, decision: app.decision() },
});
const confirm = (id: string, by: Officer, confirmedOn = app.today) => app.api.as(by).call(confirmTransfer, { params: { id }, body: { confirmedOn, number: '15/CĐYT' } });
const unit = (code: string, asOf: string) => app.api.as(chair).call(getUnit, { params: { code }, query: { asOf } }).expect(200);
const grassroots = async (asOf: string) => (await unit('ha-noi', asOf)).descendants.G ?? 0;

describe('ORG-04: hand-overs out of the city', () => {
  it('ORG-04: 2 unions go to Công đoàn Y tế Việt Nam: the count falls by 2 from the effective day, and not before', async () => {
    const codes = [await union(), await union()];
    const [first = ''] = codes;
    await app.tree.unit(`${first}-to`, { parent: first, type: 'T' });
    await app.tree.chairOf(first);
    const own = await app.tree.officerOf(first);
    await app.api.as(own).call(draftApplication, { body: { person: { fullName: 'Ngô Thị Mẫu' } } }).expect(201);
    const before = await grassroots('2026-04-01');
    const opened = await out(codes, '2026-03-10').expect(201);
    expect(opened).toMatchObject({ state: 'TRANSFER_PENDING', movedOn: null, units: 2 });
    expect(opened.handOver).toMatchObject([{ unitCode: first, applicants: 1, posts: 2, departmentsAndGroups: 1, openDossiers: 1 }, { applicants: 0 }]);
    expect(await grassroots('2026-04-01')).toBe(before);

    const done = await confirm(opened.id, vice).expect(200);

    expect(done).toMatchObject({ state: 'TRANSFER_DONE', movedOn: '2026-03-10', confirmation: { number: '15/CĐYT' } });
    expect(done.handOver).toHaveLength(2);
    expect(await grassroots('2026-03-09')).toBe(before);
    expect(await grassroots('2026-03-10')).toBe(before - 2);
    expect((await unit(first, '2026-03-09')).state).toBe('ACTIVE');
    expect((await unit(first, '2026-03-10')).state).toBe('TRANSFERRED_OUT');
    expect((await unit(`${first}-to`, '2026-03-10')).state).toBe('TRANSFERRED_OUT');
    expect((await app.api.as(chair).call(listUnitPosts, { params: { code: first }, query: { asOf: '2026-03-10' } }).expect(200)).items).toEqual([]);
    expect((await app.test.published(UnitEndedV1)).map(({ ofMany, lastDay }) => [ofMany, lastDay])).toEqual(Array(3).fill([true, '2026-03-09']));
  });

  it('ORG-04: a confirmation that comes after the effective day counts from its own day', async () => {
    const code = await union();
    const { id } = await out([code], '2026-02-20').expect(201);
    expect(await confirm(id, vice, '2026-03-01').expect(200)).toMatchObject({ movedOn: '2026-03-01' });
    expect((await unit(code, '2026-02-28')).state).toBe('ACTIVE');
    expect((await unit(code, '2026-03-01')).state).toBe('TRANSFERRED_OUT');
  });

  it('ORG-04: whoever decided does not confirm, nor for a day to come; a settled one is settled', async () => {
    const code = await union();
    const { id } = await out([code], app.today).expect(201);
    await confirm(id, chair).expectProblem(422, 'membership/own-transfer');
    await confirm(id, vice, '2026-03-03').expectProblem(422, 'membership/transfer-confirmed-in-future');
    const answers = await Promise.all([confirm(id, vice), confirm(id, vice)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await confirm(id, vice).expectProblem(409, 'membership/transfer-settled');
  });

  it('ORG-04: a union that comes back is the same union with its history', async () => {
    const code = await union();
    const before = await unit(code, '2026-03-01');
    const gone = await out([code], '2026-02-01').expect(201);
    await confirm(gone.id, vice, '2026-02-01').expect(200);
    const back = await app.api.as(chair).call(openTransfer, {
      body: { direction: 'IN', units: [{ unitCode: code }, { unitCode: 'vien-chuc-1', name: 'CĐCS Viện 1', bloc: 'PUBLIC_SERVICE' }], receiverCode: 'thanh-xuan', otherParty: 'Công đoàn Viên chức Việt Nam', effectiveOn: app.today, decision: app.decision() },
    }).expect(201);
    await confirm(back.id, vice).expect(200);
    expect(await unit(code, app.today)).toMatchObject({ id: before.id, state: 'ACTIVE', parentCode: 'thanh-xuan' });
    expect((await unit(code, '2026-02-15')).state).toBe('TRANSFERRED_OUT');
    expect((await unit(code, '2026-01-31')).state).toBe('ACTIVE');
    await app.test.expectPublished(UnitFoundedV1, { code: 'vien-chuc-1', state: 'ACTIVE', validFrom: app.today });
  });
});

describe('ORG-04: hand-overs inside the tree', () => {
  it('ORG-04: the receiver sees what goes along, confirms, and the unions hang on it from that day; the list stays as it was then', async () => {
    const code = await union();
    await app.api.as(await app.tree.officerOf(code)).call(draftApplication, { body: { person: { fullName: 'Đinh Thị Mẫu' } } }).expect(201);
    const { id } = await within([code], 'phuong-3').expect(201);
    const receiver = await app.tree.chairOf('phuong-3');
    // Not a member is in sight of the receiver yet, and it must know what it takes over.
    const goesAlong = { unitCode: code, applicants: 1, posts: 1, openDossiers: 1, money: { cashVnd: 0 } };
    expect((await app.api.as(receiver).call(getTransfer, { params: { id } }).expect(200)).handOver).toMatchObject([goesAlong]);
    await confirm(id, vice).expectProblem(403, 'directory/outside-reach');
    await confirm(id, await app.tree.chairOf('phuong-30')).expectProblem(404, 'membership/transfer-not-found');
    expect((await confirm(id, receiver).expect(200)).handOver).toMatchObject([goesAlong]);
    expect((await app.api.as(chair).call(getTransfer, { params: { id } }).expect(200)).handOver).toMatchObject([goesAlong]);
    expect(await unit(code, app.today)).toMatchObject({ parentCode: 'phuong-3', state: 'ACTIVE' });
    expect((await unit(code, '2026-03-01')).parentCode).toBe('tay-ho');
    await app.test.expectPublished(UnitMovedV1, { validFrom: app.today });
  });

  it('ORG-04: a refusal and a withdrawal change nothing, and free the union for another', async () => {
    const code = await union();
    const refused = await within([code], 'phuong-3').expect(201);
    await within([code], 'thanh-xuan').expectProblem(409, 'membership/transfer-pending-already');
    await app.api.as(await app.tree.chairOf('phuong-3')).call(refuseTransfer, { params: { id: refused.id }, body: { reason: 'Chưa đủ hồ sơ' } }).expect(200);
    const withdrawn = await within([code], 'thanh-xuan').expect(201);
    expect(await app.api.as(chair).call(withdrawTransfer, { params: { id: withdrawn.id }, body: { reason: 'Nhầm' } }).expect(200)).toMatchObject({ state: 'TRANSFER_WITHDRAWN', reason: 'Nhầm' });
    expect((await unit(code, app.today)).parentCode).toBe('tay-ho');
  });

  it('ORG-04: a union above decides only where the city delegated it; a sister sees and gives nothing', async () => {
    const district = await app.tree.chairOf('tay-ho');
    const code = await union();
    await within([code], 'phuong-3', app.today, district).expectProblem(403, 'membership/transfer-not-delegated');
    await app.api.as(chair).call(grantDelegation, { body: { unitCode: 'tay-ho', power: 'TRANSFER_UNIT', decision: app.decision() } }).expect(201);
    await within(['benh-vien-c'], 'phuong-3', app.today, district).expectProblem(404, 'directory/unit-not-found');
    const { id } = await within([code], 'phuong-3', app.today, district).expect(201);
    const sister = await app.tree.chairOf('phuong-30');
    await app.api.as(sister).call(getTransfer, { params: { id } }).expectProblem(404, 'membership/transfer-not-found');
    expect((await app.api.as(sister).call(listTransfers, {}).expect(200)).items).toEqual([]);
    expect((await app.api.as(district).call(listTransfers, { query: { state: 'TRANSFER_PENDING' } }).expect(200)).items.map((row) => row.id)).toEqual([id]);
  });

  it('ORG-04: refuses what is not a union at work, an unclear giver or receiver, and a receiver that is not higher', async () => {
    await within(['tay-ho'], 'phuong-3').expectProblem(422, 'membership/not-transferable');
    await within(['truong-a'], 'cong-ty-b').expectProblem(422, 'membership/parent-not-higher');
    await app.api.as(chair).call(openTransfer, { body: { direction: 'OUT', units: [{ unitCode: 'truong-a' }], effectiveOn: app.today, decision: app.decision() } }).expectProblem(400, 'membership/transfer-unclear');
    await app.api.as(chair).call(openTransfer, { body: { direction: 'IN', units: [{ unitCode: 'truong-a' }], receiverCode: 'ha-noi', otherParty: 'Bên kia', effectiveOn: app.today, decision: app.decision() } }).expectProblem(422, 'membership/not-transferable');
    expect((await app.api.as(chair).call(listUnits, { query: { q: 'truong-a' } }).expect(200)).items).toHaveLength(1);
  });

  it('ORG-04: 300 unions are handed over in one go', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 300; n += 1) codes.push(await union('thanh-xuan'));
    const { id } = await within(codes, 'phuong-3').expect(201);
    expect((await confirm(id, await app.tree.chairOf('phuong-3')).expect(200)).handOver).toHaveLength(300);
    expect((await unit('phuong-3', app.today)).descendants.G).toBeGreaterThanOrEqual(300);
  });
});
