import { checkCertificate, correctCertificate, getHolding, listHoldings, revokeAward, TitleRevokedV1 } from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { awarded, confirmed, nextNumber, startAwards, TODAY } from './support';

let app: TestApp;
let decisionId: string;
beforeAll(async () => {
  app = await startAwards();
  decisionId = await confirmed(app, { kind: 'TITLE_AWARDED', issuer: 'tay-ho', decidedOn: '2023-06-30', items: ['Đặng Thị Ánh', 'Đỗ Văn Bền', 'Kiều Thị Chăm'].map((name) => awarded(name)) });
});
afterAll(() => app.close());

const one = async (q: string) => {
  const { items } = await app.api.as(app.tree.officerOf('ha-noi')).call(listHoldings, { query: { q } }).expect(200);
  if (items[0] === undefined) throw new Error(`No award of ${q}`);
  return items[0];
};
/** Tokens stand in QR codes alone; a test looks behind the doors. */
const tokenOf = async (number: string): Promise<string> => app.database.asSuperuser(async (client) => (await client.query<{ token: string }>('select token from awards.certificate where number = $1', [number])).rows[0]?.token ?? '');
const check = (token: string) => app.api.call(checkCertificate, { params: { token } });

it('a certificate is checked by anyone, without personal data; an unknown token says so', async () => {
  const holding = await one('dang thi anh');
  const answer = await check(await tokenOf(holding.certificateNo)).expect(200);
  expect(answer).toEqual({ state: 'VALID', certificateNo: '0001/2023/CNG', titleName: 'Công nhân giỏi', level: 'S', issuerName: 'Công đoàn tay-ho', decidedOn: '2023-06-30', changedOn: null });
  expect(JSON.stringify(answer)).not.toContain('Ánh');
  expect(await check('AAAAAAAAAAAAAAAAAAAAAA').expect(200)).toMatchObject({ state: 'UNKNOWN', titleName: null });
  await app.api.get('/certificates/x').expectProblem(400, 'request/invalid');
});

it('AWD-04: certificates are printed as PDF, singly or all of a decision, within the reach of the caller', async () => {
  const holding = await one('dang thi anh');
  const single = await app.api.as(app.tree.officerOf('tay-ho')).get(`/holdings/${holding.id}/certificate`);
  expect([single.status, single.headers['content-type'], single.bytes.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
  const all = await app.api.as(app.tree.officerOf('ha-noi')).get(`/award-decisions/${decisionId}/certificates`);
  expect(all.bytes.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(3);
  await app.api.as(app.tree.officerOf('thanh-xuan')).get(`/holdings/${holding.id}/certificate`).expectProblem(404, 'awards/holding-not-found');
  await app.api.as(app.tree.officerOf('thanh-xuan')).get(`/award-decisions/${decisionId}/certificates`).expectProblem(404, 'awards/decision-without-awards');
  await app.api.as(app.tree.inspectorOf('tay-ho')).get(`/holdings/${holding.id}/certificate`).expectProblem(403, 'auth/permission-missing');
  await app.api.get(`/holdings/${holding.id}/certificate`).expectProblem(401, 'about:blank');
});

it('names of holders are seen inside the scope only; another unit\'s award is not found', async () => {
  const holding = await one('dang thi anh');
  for (const caller of [app.tree.officerOf('thanh-xuan'), app.tree.officerOf('truong-a'), app.tree.chairOf('phuong-3')]) {
    await app.api.as(caller).call(getHolding, { params: { id: holding.id } }).expectProblem(404, 'awards/holding-not-found');
    expect((await app.api.as(caller).call(listHoldings, {}).expect(200)).items).toHaveLength(0);
  }
  expect(await app.api.as(app.tree.officerOf('cong-ty-b')).call(getHolding, { params: { id: holding.id } }).expect(200)).toMatchObject({ name: 'Đặng Thị Ánh' });
});

it('a corrected certificate gets a new number; the old paper shows as corrected, the new one as valid', async () => {
  const holding = await one('do van ben');
  const old = await tokenOf(holding.certificateNo);
  const body = { name: 'Đỗ Văn Biền', reason: 'Sai tên' };
  await app.api.as(app.tree.chairOf('ha-noi')).call(correctCertificate, { params: { id: holding.id }, body }).expectProblem(403, 'awards/not-the-awarder');
  await app.api.as(app.tree.chairOf('thanh-xuan')).call(correctCertificate, { params: { id: holding.id }, body }).expectProblem(404, 'awards/holding-not-found');
  const corrected = await app.api.as(app.tree.chairOf('tay-ho')).call(correctCertificate, { params: { id: holding.id }, body }).expect(200);
  expect(corrected).toMatchObject({ name: 'Đỗ Văn Biền', state: 'CORRECTED', certificateNo: '0001/2026/CNG' });
  expect(await check(old).expect(200)).toMatchObject({ state: 'CORRECTED', changedOn: TODAY });
  expect(await check(await tokenOf(corrected.certificateNo)).expect(200)).toMatchObject({ state: 'VALID' });
  await app.api.as(app.tree.chairOf('tay-ho')).call(correctCertificate, { params: { id: holding.id }, body }).expectProblem(422, 'awards/name-unchanged');
});

it('a revoked award shows as revoked from the day of its decision, and says so once', async () => {
  const holding = await one('kieu thi cham');
  const chair = await app.tree.chairOf('tay-ho');
  const body = { ground: 'FALSE_REPORT' as const, reason: 'Khai không đúng', number: nextNumber(), decidedOn: TODAY, signerPostId: chair.postId };
  await app.api.as(chair).call(revokeAward, { params: { id: holding.id }, body: { ...body, decidedOn: '2023-06-29' } }).expectProblem(422, 'awards/revoked-before-awarded');
  await app.api.as(app.tree.chairOf('ha-noi')).call(revokeAward, { params: { id: holding.id }, body }).expectProblem(403, 'awards/not-the-awarder');
  await app.api.as(chair).post(`/holdings/${holding.id}/revocation`, { ...body, ground: 'BECAUSE' }).expectProblem(400, 'request/invalid');
  expect(await app.api.as(chair).call(revokeAward, { params: { id: holding.id }, body }).expect(200)).toMatchObject({ state: 'REVOKED', revokedOn: TODAY });
  await app.expectPublished(TitleRevokedV1, { holdingId: holding.id, revokedOn: TODAY });
  expect(await check(await tokenOf(holding.certificateNo)).expect(200)).toMatchObject({ state: 'REVOKED', changedOn: TODAY });
  await app.api.as(chair).call(revokeAward, { params: { id: holding.id }, body: { ...body, number: nextNumber() } }).expectProblem(409, 'awards/holding-revoked');
  const left = await app.api.as(chair).get(`/award-decisions/${decisionId}/certificates`);
  expect(left.bytes.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
});

it('a revoked district title is no step to the city title any more', async () => {
  await expect(confirmed(app, { kind: 'TITLE_AWARDED', issuer: 'ha-noi', decidedOn: '2023-09-30', items: [awarded('Kiều Thị Chăm')] })).rejects.toThrow('awards/missing-step');
});
