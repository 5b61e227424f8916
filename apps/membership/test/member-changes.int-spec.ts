import {
  admitMember, cancelMemberTransfer, checkMemberCard, confirmMemberTransfer, createPerson, dismissDuplicate, endMember, getMember, getMemberCard, getMemberTimeline, getMyRecord, listDuplicates, listMembers, listMemberTransfers,
  listReadings, MemberAdmittedV1, MemberLeftV1, MemberReceivedV1, mergePersons, previewMerge, readIdentifiers, refuseMemberTransfer, renewMemberCard, transferMember, type MemberListItem, type MemberTransferView,
} from '@doanket/contracts';
import { addDays } from '@doanket/kernel';
import type { Caller, Officer } from '@doanket/testing';
import { MemberTransfersService } from '../src/member-transfers/member-transfers.service';
import { ImportDriver } from './import-driver';
import { MembershipApp } from './membership-app';

let app: MembershipApp;
let school: Officer;
let hospital: Officer;
let serial = 0;

beforeAll(async () => {
  app = await MembershipApp.start({ now: '2026-03-20T02:00:00Z' });
  await app.tree.standard();
  school = await app.tree.chairOf('truong-a');
  hospital = await app.tree.chairOf('benh-vien-c');
});
afterAll(() => app.close());

/** Members come in by file. Persons are invented. */
async function members(...rows: { name: string; unit?: string; id?: string; birth?: string }[]): Promise<MemberListItem[]> {
  const lines = rows.map(({ name, unit = 'truong-a', id, birth }) => [name, birth ?? '08/03/1990', id ?? `00119012${String((serial += 1)).padStart(4, '0')}`, unit, '05/01/2015', 'có'].join(','));
  await new ImportDriver(app, await app.tree.officerOf('ha-noi')).import(['Họ và tên,Ngày sinh,Số CCCD,Mã đơn vị,Ngày kết nạp,Trực tiếp', ...lines].join('\n'));
  return Promise.all(rows.map(async ({ name, unit = 'truong-a' }) => (await find(name)).find(({ fullName, unitCode, status }) => fullName === name && unitCode === unit && status === 'ACTIVE') as MemberListItem));
}
const find = async (q: string): Promise<MemberListItem[]> => (await app.api.as(await app.tree.officerOf('ha-noi')).call(listMembers, { query: { q } }).expect(200)).items;
const send = (member: MemberListItem, leftOn: string, by: Caller = school, toUnitCode = 'benh-vien-c') => app.api.as(by).call(transferMember, { params: { id: member.id }, body: { toUnitCode, leftOn, decision: app.decision() } });
const confirm = (transfer: MemberTransferView, confirmedOn: string, by: Caller = hospital) => app.api.as(by).call(confirmMemberTransfer, { params: { id: transfer.id }, body: { confirmedOn } });
const duesOf = async (memberId: string): Promise<{ from: string | null; to: string | null }> =>
  ((await app.test.transactions.readWhole((tx) => tx.query('select dues_from::text as "from", dues_to::text as "to" from member where id = $1', [memberId]))) as { from: string | null; to: string | null }[])[0] ?? { from: null, to: null };

describe('ORG-10: transfer', () => {
  it('ORG-10: leaving on 15/3 and confirmed on 2/4: March dues at the old, April at the new, and years of membership go on', async () => {
    const [member] = await members({ name: 'Trần Thị Chuyển' });
    const transfer = await send(member as MemberListItem, '2026-03-15').expect(201);
    expect(transfer).toMatchObject({ state: 'IN_TRANSIT', fromUnitCode: 'truong-a', toUnitCode: 'benh-vien-c', confirmBy: '2026-05-14', overdue: false, memberSince: '2015-01-05' });
    expect((await find('tran thi chuyen'))[0]).toMatchObject({ status: 'IN_TRANSIT' });
    await app.test.at('2026-04-02T02:00:00Z');
    const confirmed = await confirm(transfer, '2026-04-02').expect(200);
    expect(confirmed).toMatchObject({ state: 'CONFIRMED', confirmedOn: '2026-04-02' });
    expect((await find('tran thi chuyen')).map(({ unitCode, status, admittedOn, memberSince }) => [unitCode, status, admittedOn, memberSince]).sort()).toEqual([
      ['benh-vien-c', 'ACTIVE', '2026-04-02', '2015-01-05'], ['truong-a', 'TRANSFERRED', '2015-01-05', '2015-01-05']]);
    expect(await duesOf(member?.id ?? '')).toEqual({ from: '2015-01-01', to: '2026-03-31' });
    expect(await duesOf(confirmed.newMemberId ?? '')).toEqual({ from: '2026-04-01', to: null });
    await app.test.expectPublished(MemberLeftV1, { memberId: member?.id ?? '', because: 'TRANSFERRED', lastDay: '2026-03-15', duesTo: '2026-03-31', nextMemberId: confirmed.newMemberId });
    await app.test.expectPublished(MemberReceivedV1, { memberId: confirmed.newMemberId ?? '', receivedOn: '2026-04-02', memberSince: '2015-01-05', duesFrom: '2026-04-01' });
    const timeline = await app.api.as(hospital).call(getMemberTimeline, { params: { id: confirmed.newMemberId ?? '' } }).expect(200);
    expect(timeline.items.map(({ on, what }) => [on, what])).toEqual([['2015-01-05', 'IMPORTED'], ['2026-03-15', 'SENT_ON'], ['2026-04-02', 'RECEIVED']]);
    await confirm(transfer, '2026-04-02').expectProblem(409, 'membership/member-transfer-not-in-state');
  });

  it('ORG-10: left and confirmed in one month: that month is owed at the old union only', async () => {
    const [member] = await members({ name: 'Lê Văn Trong Tháng' });
    const transfer = await send(member as MemberListItem, '2026-04-01').expect(201);
    const { newMemberId } = await confirm(transfer, '2026-04-02').expect(200);
    expect([await duesOf(member?.id ?? ''), await duesOf(newMemberId ?? '')]).toMatchObject([{ to: '2026-04-30' }, { from: '2026-05-01' }]);
  });

  it('ORG-10: who leaves later is a member until the day comes', async () => {
    const [member] = await members({ name: 'Phạm Thị Mai Sau' });
    const transfer = await send(member as MemberListItem, '2026-04-03').expect(201);
    expect(transfer.state).toBe('TRANSFER_OUT');
    await confirm(transfer, '2026-04-02').expectProblem(409, 'membership/member-transfer-not-in-state');
    await app.test.get(MemberTransfersService).leaveDue();
    expect((await find('pham thi mai sau'))[0]?.status).toBe('TRANSFER_OUT');
    await app.test.at('2026-04-03T02:00:00Z');
    await app.test.get(MemberTransfersService).leaveDue();
    expect((await find('pham thi mai sau'))[0]?.status).toBe('IN_TRANSIT');
    await confirm(transfer, '2026-04-02').expectProblem(422, 'membership/confirmed-before-left');
    await confirm(transfer, '2026-04-04').expectProblem(422, 'membership/confirmed-in-future');
    await confirm(transfer, '2026-04-03').expect(200);
  });

  it('ORG-10: in transit for the days of the rule: confirmed on the last one, refused on the next; the old union calls it back', async () => {
    const [inTime, late] = await members({ name: 'Kịp Hạn Mẫu' }, { name: 'Quá Hạn Mẫu' });
    const first = await send(inTime as MemberListItem, '2026-04-03').expect(201);
    const second = await send(late as MemberListItem, '2026-04-03').expect(201);
    expect(second.confirmBy).toBe('2026-06-02');
    await app.test.at('2026-06-03T02:00:00Z');
    await confirm(first, '2026-06-02').expect(200);
    await confirm(second, '2026-06-03').expectProblem(422, 'membership/transit-too-long');
    const listed = (await app.api.as(school).call(listMemberTransfers, { query: { direction: 'OUT', state: 'IN_TRANSIT' } }).expect(200)).items;
    expect(listed).toMatchObject([{ id: second.id, overdue: true }]);
    expect(await app.api.as(school).call(cancelMemberTransfer, { params: { id: second.id }, body: { reason: 'Đơn vị mới chưa tiếp nhận' } }).expect(200)).toMatchObject({ state: 'CANCELLED' });
    expect((await find('qua han mau'))[0]).toMatchObject({ status: 'ACTIVE', endedOn: null });
    expect(await duesOf(late?.id ?? '')).toMatchObject({ to: null });
  });

  it('ORG-10: only the new union takes in or refuses, only the old one calls back, and a third one sees nothing', async () => {
    const [member] = await members({ name: 'Ngô Thị Hai Bên' });
    const transfer = await send(member as MemberListItem, '2026-06-02').expect(201);
    await confirm(transfer, '2026-06-02', school).expectProblem(404, 'membership/member-transfer-not-found');
    await app.api.as(hospital).call(cancelMemberTransfer, { params: { id: transfer.id }, body: { reason: 'x' } }).expectProblem(404, 'membership/member-transfer-not-found');
    const third = await app.tree.chairOf('phuong-3-co-so');
    await confirm(transfer, '2026-06-02', third).expectProblem(404, 'membership/member-transfer-not-found');
    expect((await app.api.as(third).call(listMemberTransfers, {}).expect(200)).items).toEqual([]);
    expect((await app.api.as(hospital).call(listMemberTransfers, { query: { direction: 'IN', state: 'IN_TRANSIT' } }).expect(200)).items).toMatchObject([{ fullName: 'Ngô Thị Hai Bên' }]);
    await app.api.as(hospital).call(getMember, { params: { id: member?.id ?? '' } }).expectProblem(404, 'membership/member-not-found');
    await app.api.as(await app.tree.officerOf('benh-vien-c')).call(refuseMemberTransfer, { params: { id: transfer.id }, body: { reason: 'x' } }).expectProblem(403, 'auth/permission-missing');
    await app.api.as(hospital).call(refuseMemberTransfer, { params: { id: transfer.id }, body: { reason: 'Không làm việc tại bệnh viện' } }).expect(200);
    expect((await find('ngo thi hai ben'))[0]?.status).toBe('ACTIVE');
    await send(member as MemberListItem, '2026-06-02', school, 'truong-a').expectProblem(422, 'membership/transfer-to-same-unit');
    await send(member as MemberListItem, '2026-06-02', school, 'tay-ho').expectProblem(422, 'membership/not-a-grassroots-union');
    await send(member as MemberListItem, '2015-01-04').expectProblem(422, 'membership/ended-before-admitted');
    await send(member as MemberListItem, '2026-06-02', hospital).expectProblem(404, 'membership/member-not-found');
  });

  it('ORG-10: nobody confirms what they asked for; of two who send one member on, one wins', async () => {
    const [member] = await members({ name: 'Vũ Văn Một Người' });
    const district = await app.tree.chairOf('ha-noi');
    const answers = await Promise.all(['cong-ty-b', 'benh-vien-c'].map(async (to) => send(member as MemberListItem, '2026-06-02', district, to)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const transfer = answers.find(({ status }) => status === 201)?.body as MemberTransferView;
    await confirm(transfer, '2026-06-02', district).expectProblem(422, 'membership/confirms-own-transfer');
  });
});

describe('ORG-09: a membership ends', () => {
  const end = (member: MemberListItem, because: 'LEFT' | 'RETIRED' | 'DECEASED', endedOn: string, by: Caller = school) => app.api.as(by).call(endMember, { params: { id: member.id }, body: { because, endedOn, decision: app.decision() } });

  it('ORG-09: left, retired or deceased, on a day of the membership; who left may become a member again', async () => {
    const [member] = await members({ name: 'Hồ Thị Thôi', id: '001190990001' });
    await end(member as MemberListItem, 'LEFT', '2015-01-04').expectProblem(422, 'membership/ended-before-admitted');
    await end(member as MemberListItem, 'LEFT', '2026-06-04').expectProblem(422, 'membership/ended-in-future');
    expect(await end(member as MemberListItem, 'LEFT', '2026-06-03').expect(200)).toMatchObject({ status: 'LEFT' });
    await app.test.expectPublished(MemberLeftV1, { memberId: member?.id ?? '', because: 'LEFT', lastDay: '2026-06-03', duesTo: '2026-06-30', nextMemberId: null });
    await end(member as MemberListItem, 'RETIRED', '2026-06-03').expectProblem(409, 'membership/member-not-in-status');
    const again = await members({ name: 'Hồ Thị Thôi', id: '001190990001', unit: 'cong-ty-b' });
    expect(again[0]).toMatchObject({ status: 'ACTIVE', personId: member?.personId });
    expect(await app.test.published(MemberAdmittedV1)).toHaveLength(2);
  });
});

describe('SOC-10: who looked', () => {
  it('SOC-10: each reading needs a reason and is kept, the unit and the member see it, a sister unit does not', async () => {
    const [member] = await members({ name: 'Đinh Thị Được Xem' });
    const params = { id: member?.id ?? '' };
    await app.api.as(school).get(`/members/${params.id}/identifiers`).expectProblem(400, 'request/invalid');
    await app.api.as(school).call(readIdentifiers, { params, query: { reason: 'Đối chiếu sổ bảo hiểm' } }).expect(200);
    const readings = (await app.api.as(school).call(listReadings, { params }).expect(200)).items;
    expect(readings).toMatchObject([{ post: 'CHAIR', unitName: 'Công đoàn truong-a', reason: 'Đối chiếu sổ bảo hiểm' }]);
    const self = { ...(await app.tree.appoint('phuong-3', 'OFFICER', { personId: member?.personId ?? '', from: '2011-01-01', to: '2012-01-01' })), postId: null };
    expect((await app.api.as(self).call(listReadings, { params }).expect(200)).items).toHaveLength(1);
    expect((await app.api.as(self).call(getMyRecord, {}).expect(200)).members.map(({ id }) => id)).toContain(params.id);
    await app.api.as(hospital).call(listReadings, { params }).expectProblem(404, 'membership/member-not-found');
    await app.api.as(hospital).call(getMemberTimeline, { params }).expectProblem(404, 'membership/member-not-found');
  });
});

describe('ORG-11: the card', () => {
  it('ORG-11: anybody checks a card and learns no more than valid, ended or unknown; a new code ends the one before', async () => {
    const [member] = await members({ name: 'Mai Thị Thẻ' });
    const params = { id: member?.id ?? '' };
    await app.api.as(school).call(getMemberCard, { params }).expectProblem(404, 'membership/card-not-issued');
    const card = await app.api.as(school).call(renewMemberCard, { params, body: {} }).expect(200);
    expect(card).toMatchObject({ fullName: 'Mai Thị Thẻ', valid: true, memberSince: '2015-01-05' });
    expect(card.qrSvg).toContain('<svg');
    const token = (url: string) => url.split('/').at(-1) ?? '';
    const check = (code: string) => app.api.call(checkMemberCard, { params: { token: code } }).expect(200);
    const seen = await check(token(card.checkUrl));
    expect(seen).toEqual({ state: 'VALID', cardNo: card.cardNo, initials: 'M. T. T.', unitName: 'Công đoàn truong-a' });
    expect(JSON.stringify(seen)).not.toContain('Mai');
    const next = await app.api.as(school).call(renewMemberCard, { params, body: {} }).expect(200);
    expect(next.cardNo).toBe(card.cardNo);
    expect(await check(token(card.checkUrl))).toEqual({ state: 'UNKNOWN', cardNo: null, initials: null, unitName: null });
    await app.api.as(school).call(endMember, { params, body: { because: 'RETIRED', endedOn: '2026-06-03', decision: app.decision() } }).expect(200);
    expect(await check(token(next.checkUrl))).toEqual({ state: 'ENDED', cardNo: card.cardNo, initials: null, unitName: null });
    await app.api.as(school).call(renewMemberCard, { params, body: {} }).expectProblem(409, 'membership/member-not-in-status');
    await app.api.as(hospital).call(getMemberCard, { params }).expectProblem(404, 'membership/member-not-found');
  });
});

describe('duplicates and merge', () => {
  const clerk = () => app.tree.officerOf('tay-ho');
  const pairsOf = async (by: Caller) => (await app.api.as(by).call(listDuplicates, { query: { limit: 100 } }).expect(200)).items;
  /** Two records of one person: one from a list without identifiers, one entered by hand. */
  async function twice(name: string, birth = '1990-03-09'): Promise<{ member: MemberListItem; personId: string; version: number }> {
    const [member] = await members({ name, birth: birth.split('-').reverse().join('/'), id: '' });
    const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
    const person = await app.api.as(await clerk()).call(createPerson, { body: { fullName: plain, birthDate: birth, personalId: `0011903${String((serial += 1)).padStart(5, '0')}` } }).expect(201);
    return { member: member as MemberListItem, personId: person.id, version: person.version };
  }
  const merge = (keep: string, other: string, versions: { version: number; otherVersion: number }, by: Caller) =>
    app.api.as(by).call(mergePersons, { params: { id: keep, otherId: other }, body: { reason: 'Cùng một người', ...versions } });

  it('ORG-11: finds them with and without marks, shows what goes where, and merges the identifiers', async () => {
    const { member, personId, version } = await twice('Đỗ Thị Gộp');
    const by = await clerk();
    const pair = (await pairsOf(by)).find(({ a, b }) => [a.personId, b.personId].includes(personId));
    expect([pair?.a.fullName, pair?.b.fullName].sort()).toEqual(['Do Thi Gop', 'Đỗ Thị Gộp']);
    expect(pair?.b.personalId ?? pair?.a.personalId).toMatch(/^•+\d{3}$/);
    const preview = await app.api.as(by).call(previewMerge, { params: { id: member.personId, otherId: personId } }).expect(200);
    expect(preview).toMatchObject({ obstacles: [], links: [] });
    await merge(member.personId, personId, { version: preview.keep.version, otherVersion: version + 1 }, by).expectProblem(409, 'membership/merge-outdated');
    const kept = await merge(member.personId, personId, { version: preview.keep.version, otherVersion: version }, by).expect(200);
    expect(kept).toMatchObject({ personId: member.personId, fullName: 'Đỗ Thị Gộp' });
    expect(kept.personalId).not.toBeNull();
    expect((await pairsOf(by)).some(({ a, b }) => [a.personId, b.personId].includes(personId))).toBe(false);
    expect(await app.api.as(by).call(previewMerge, { params: { id: member.personId, otherId: personId } }).expect(200)).toMatchObject({ obstacles: ['ALREADY_MERGED'] });
  });

  it('ORG-09: a doubled membership in one union ends, the earlier admission stays; members of two unions are no merge', async () => {
    const [one, two] = await members({ name: 'Tạ Văn Đôi', birth: '10/03/1990', id: '001190550001' }, { name: 'Tạ Văn Đổi', birth: '10/03/1990', id: '' });
    const [here, there] = await members({ name: 'Cao Thị Xa', birth: '11/03/1990', id: '001190550002' }, { name: 'Cao Thị Xà', birth: '11/03/1990', id: '', unit: 'cong-ty-b' });
    const by = await clerk();
    const preview = await app.api.as(by).call(previewMerge, { params: { id: one?.personId ?? '', otherId: two?.personId ?? '' } }).expect(200);
    await merge(one?.personId ?? '', two?.personId ?? '', { version: preview.keep.version, otherVersion: preview.other.version }, by).expect(200);
    expect((await find('ta van doi')).map(({ status }) => status).sort()).toEqual(['ACTIVE', 'MERGED']);
    await app.test.expectPublished(MemberLeftV1, { memberId: two?.id ?? '', because: 'MERGED', nextMemberId: one?.id ?? '' });
    expect(await app.api.as(by).call(previewMerge, { params: { id: here?.personId ?? '', otherId: there?.personId ?? '' } }).expect(200)).toMatchObject({ obstacles: ['MEMBER_OF_TWO_UNIONS'] });
    await merge(here?.personId ?? '', there?.personId ?? '', { version: 1, otherVersion: 1 }, by).expectProblem(409, 'membership/merge-obstructed');
  });

  it('ORG-09: a doubled admission that is still to come holds on no day', async () => {
    const [one] = await members({ name: 'Thạch Văn Đôi', birth: '12/03/1990', id: '001190550003' });
    const today = app.today;
    const later = addDays(today, 10);
    const two = await app.submitted('truong-a', { fullName: 'Thạch Văn Đôi' });
    await app.api.as(school).call(admitMember, { params: { id: two.id }, body: { admittedOn: later, decision: app.decision() } }).expect(200);
    const by = await clerk();
    const pair = { id: one?.personId ?? '', otherId: two.personId };
    const preview = await app.api.as(by).call(previewMerge, { params: pair }).expect(200);
    await merge(pair.id, pair.otherId, { version: preview.keep.version, otherVersion: preview.other.version }, by).expect(200);
    expect((await find('thach van doi')).find(({ id }) => id === two.id)).toMatchObject({ status: 'MERGED', admittedOn: later, endedOn: addDays(later, -1) });
    await app.test.expectPublished(MemberLeftV1, { memberId: two.id, lastDay: addDays(later, -1) });
  });

  it('a record with a post or an account is the one that stays', async () => {
    const { member, personId, version } = await twice('Lưu Thị Chức');
    await app.tree.appoint('tay-ho', 'INSPECTOR', { personId });
    const by = await clerk();
    expect((await app.api.as(by).call(previewMerge, { params: { id: member.personId, otherId: personId } }).expect(200)).obstacles.sort()).toEqual(['OTHER_HAS_ACCOUNT', 'OTHER_HAS_POST']);
    const back = await app.api.as(by).call(previewMerge, { params: { id: personId, otherId: member.personId } }).expect(200);
    expect(back.obstacles).toEqual([]);
    await merge(personId, member.personId, { version, otherVersion: back.keep.version === version ? back.other.version : 0 }, by).expect(200);
    expect((await find('luu thi chuc'))[0]).toMatchObject({ personId });
  });

  it('a merge racing a transfer: one wins, the other gets a 409', async () => {
    const { member, personId, version } = await twice('Trịnh Thị Đua');
    const by = await clerk();
    const [merged, sent] = await Promise.all([(async () => merge(personId, member.personId, { version, otherVersion: 1 }, by))(), (async () => send(member, '2026-06-03'))()]);
    // The merge moves the membership and leaves it as it is, so both may come one after the other; a transfer under way stops the merge.
    expect([[200, 201], [409, 201], [200, 409]]).toContainEqual([merged.status, sent.status]);
    const again = await twice('Trịnh Thị Đua Hai', '1990-03-12');
    await send(again.member, '2026-06-03').expect(201);
    expect(await merge(again.personId, again.member.personId, { version: again.version, otherVersion: 1 }, by).expectProblem(409, 'membership/merge-obstructed')).toMatchObject({ obstacles: ['TRANSFER_UNDER_WAY'] });
  });

  it('two persons stay two when somebody says so; a sister unit neither sees nor merges them', async () => {
    const { member, personId, version } = await twice('Phùng Thị Riêng');
    const sister = await app.tree.officerOf('thanh-xuan');
    expect((await pairsOf(sister)).some(({ a, b }) => [a.personId, b.personId].includes(personId))).toBe(false);
    await merge(member.personId, personId, { version: 1, otherVersion: version }, sister).expectProblem(404, 'membership/person-not-found');
    await app.api.as(sister).call(previewMerge, { params: { id: member.personId, otherId: personId } }).expectProblem(404, 'membership/person-not-found');
    const by = await clerk();
    await app.api.as(by).call(dismissDuplicate, { params: { id: personId, otherId: member.personId }, body: { reason: 'Hai người trùng tên' } }).expect(200);
    expect((await pairsOf(by)).some(({ a, b }) => [a.personId, b.personId].includes(personId))).toBe(false);
    await merge(personId, personId, { version, otherVersion: version }, by).expectProblem(400, 'membership/merge-with-itself');
  });
});
