import {
  addClusterMember, closeSurvey, ClusterFormedV1, ClusterSurveyedV1, CommitmentSignedV1, formCluster, getCluster, getSurvey, holdSurvey, listPetitions, PetitionReceivedV1, settlePetition, signCommitment,
} from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { campaignsApp, nextNumber, paper, record, SIX } from './support/campaigns-app';

const C2 = 'ha-noi-2019-cum-2';
const item = { code: C2, name: 'Cụm thi đua số 2', year: 2019, number: 2, memberUnitCodes: SIX, headUnitCode: 'bac-tu-liem', deputyUnitCode: 'thanh-xuan' };

describe('emulation clusters', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
  });
  afterAll(() => app.close());
  const city = () => app.api.as(app.tree.chairOf('ha-noi'));
  const decision = () => ({ number: nextNumber(), decidedOn: '2026-03-02' });

  it('CMP-10: cluster 2 of 2019 has six members, head Bắc Từ Liêm, deputy Thanh Xuân', async () => {
    await paper(app, 'CLUSTER_FORMED', [item], { on: '2019-03-01' });
    const cluster = await city().call(getCluster, { params: { code: C2 } }).expect(200);
    expect(cluster).toMatchObject({ year: 2019, number: 2, state: 'FORMED', size: 6 });
    expect(cluster.members.map((member) => [member.unitCode, member.role]).slice(0, 2)).toEqual([['bac-tu-liem', 'HEAD'], ['thanh-xuan', 'DEPUTY']]);
    expect(cluster.members).toHaveLength(6);
    const event = await app.expectPublished(ClusterFormedV1, { clusterCode: C2 });
    expect(event.headUnitId).toBe(app.tree.get('bac-tu-liem').unitId);
    expect(event.memberUnitIds).toHaveLength(6);
  });

  it('CMP-10: a seventh member, a head outside and a second cluster in the year are refused', async () => {
    await city().call(addClusterMember, { params: { code: C2 }, body: { unitCode: 'dong-da' } }).expectProblem(422, 'campaigns/cluster-full');
    await expect(record(app, 'CLUSTER_FORMED', [{ ...item, code: 'x-1', number: 3, size: 6, memberUnitCodes: [...SIX, 'dong-da'] }], { on: '2019-03-01' })).rejects.toThrow('campaigns/cluster-refused');
    await expect(record(app, 'CLUSTER_FORMED', [{ ...item, code: 'x-1', number: 3, headUnitCode: 'dong-da' }], { on: '2019-03-01' })).rejects.toThrow('HEAD_OUTSIDE');
    await expect(record(app, 'CLUSTER_FORMED', [{ ...item, code: 'x-1', number: 3, deputyUnitCode: 'dong-da' }], { on: '2019-03-01' })).rejects.toThrow('DEPUTY_OUTSIDE');
    await expect(record(app, 'CLUSTER_FORMED', [{ ...item, code: 'x-1', number: 3, deputyUnitCode: 'bac-tu-liem' }], { on: '2019-03-01' })).rejects.toThrow('HEAD_IS_DEPUTY');
    await expect(record(app, 'CLUSTER_FORMED', [{ ...item, code: 'x-1', number: 3, memberUnitCodes: ['tay-ho', 'dong-da'], headUnitCode: 'dong-da', deputyUnitCode: undefined }], { on: '2019-03-01' }))
      .rejects.toThrow('campaigns/already-in-cluster');
    await expect(record(app, 'CLUSTER_FORMED', [{ ...item, code: 'x-2', year: 2020 }, { ...item, code: 'x-3', year: 2020, number: 2, memberUnitCodes: ['dong-da', 'truong-a'], headUnitCode: 'dong-da', deputyUnitCode: undefined }], { on: '2020-03-01' }))
      .rejects.toThrow('campaigns/cluster-number-taken');
  });

  it('CMP-10: members join up to the size the decision states, each in one cluster of the year; head and deputy change with the year', async () => {
    const code = 'ha-noi-2027-cum-3';
    const form = (over: object) => city().call(formCluster, { body: { ...item, code, year: 2027, number: 3, size: 3, memberUnitCodes: ['tay-ho', 'cau-giay'], headUnitCode: 'cau-giay', deputyUnitCode: 'tay-ho', decision: decision(), ...over } });
    await form({ memberUnitCodes: ['ha-noi', 'tay-ho'], headUnitCode: 'tay-ho', deputyUnitCode: undefined }).expectProblem(422, 'campaigns/cluster-member-not-below');
    expect(await form({}).expect(201)).toMatchObject({ size: 3, state: 'FORMED', members: [{ unitCode: 'cau-giay', role: 'HEAD' }, { unitCode: 'tay-ho', role: 'DEPUTY' }] });
    const add = (unitCode: string, to = code) => city().call(addClusterMember, { params: { code: to }, body: { unitCode } });
    await form({ code: 'ha-noi-2027-cum-4', number: 4, memberUnitCodes: ['ha-dong', 'dong-da'], headUnitCode: 'ha-dong', deputyUnitCode: undefined }).expect(201);
    await add('dong-da').expectProblem(422, 'campaigns/already-in-cluster');
    expect((await add('thanh-xuan').expect(201)).members).toHaveLength(3);
    await add('nam-tu-liem').expectProblem(422, 'campaigns/cluster-full');
    await form({ code: 'ha-noi-2028-cum-3', year: 2028, headUnitCode: 'tay-ho', deputyUnitCode: 'cau-giay' }).expect(201);
  });

  it('CMP-11: with five of six signatures the cluster stays FORMED, the sixth commits it', async () => {
    const code = 'ha-noi-2026-cum-2';
    const formed = await city().call(formCluster, { body: { ...item, code, year: 2026, decision: decision() } }).expect(201);
    expect(formed.state).toBe('FORMED');
    const sign = (unit: string) => app.api.as(app.tree.chairOf(unit)).call(signCommitment, { params: { code }, body: { signedOn: '2026-03-02', titleCodes: ['EMULATION_FLAG_CITY'] } });
    for (const unit of SIX.slice(0, 5)) expect((await sign(unit).expect(201)).state).toBe('FORMED');
    await sign('tay-ho').expectProblem(409, 'campaigns/commitment-signed');
    await sign('dong-da').expectProblem(422, 'campaigns/not-a-cluster-member');
    await app.api.as(app.tree.officerOf('ha-dong')).call(signCommitment, { params: { code }, body: { signedOn: '2026-03-02', titleCodes: ['EMULATION_FLAG_CITY'] } }).expectProblem(403, 'auth/permission-missing');
    const untitled = await app.api.as(app.tree.chairOf('ha-dong')).post(`/clusters/${code}/signature`, { signedOn: '2026-03-02', titleCodes: [] }).expectProblem(400, 'request/invalid');
    expect(untitled.errors?.map((error) => error.pointer)).toEqual(['/body/titleCodes']);
    const last = await sign('ha-dong').expect(201);
    expect(last).toMatchObject({ state: 'COMMITTED', committedOn: '2026-03-02', signatures: 6 });
    const events = await app.published(CommitmentSignedV1);
    expect(events.map((event) => event.committedOn)).toEqual([null, null, null, null, null, '2026-03-02']);
  });

  it('CMP-11: signatures of the past come from paper, within the year of the cluster', async () => {
    await paper(app, 'COMMITMENT_SIGNED', SIX.map((unitCode) => ({ clusterCode: C2, unitCode, signedOn: '2019-03-14', titleCodes: ['EMULATION_FLAG_CITY'] })), { on: '2019-03-14' });
    const cluster = await app.api.as(app.tree.officerOf('cau-giay')).call(getCluster, { params: { code: C2 } }).expect(200);
    expect(cluster).toMatchObject({ state: 'COMMITTED', committedOn: '2019-03-14' });
    await expect(record(app, 'COMMITMENT_SIGNED', [{ clusterCode: C2, unitCode: 'tay-ho', signedOn: '2020-03-14' }], { on: '2020-03-14' })).rejects.toThrow('campaigns/signed-before-formed');
    expect(cluster.members.every((member) => member.titleCodes.includes('EMULATION_FLAG_CITY'))).toBe(true);
  });

  it('CMP-13: the survey of 27/11/2019 heard six members, one report, and shows the unanswered request as open', async () => {
    const minutes = {
      clusterCode: C2, surveyedOn: '2019-11-27', placeUnitCode: 'thanh-xuan', headedBy: 'Phó Chủ tịch Thường trực, phụ trách', boards: ['Ban Chính sách pháp luật', 'Ban Nữ công'],
      reportedByUnitCode: 'thanh-xuan', report: 'Báo cáo của Cụm', hearings: SIX.map((unitCode) => ({ unitCode, additions: 'Bổ sung', difficulties: 'Khó khăn' })),
      requests: [
        { unitCode: 'ha-dong', text: 'Hướng dẫn thương lượng tập thể', ownerBody: 'Ban Chính sách pháp luật', dueOn: '2019-12-31' },
        { unitCode: 'cau-giay', text: 'Bổ sung biên chế', ownerBody: 'Ban Tổ chức', dueOn: '2019-12-31', answer: 'Sẽ xem xét trong năm 2020', answeredOn: '2019-11-27' },
      ],
      conclusion: 'Ghi nhận kết quả của Cụm',
    };
    const [id] = await paper(app, 'CLUSTER_SURVEYED', [minutes], { on: '2019-11-28' });
    const survey = await city().call(getSurvey, { params: { id: id ?? '' } }).expect(200);
    expect(survey).toMatchObject({ membersHeard: 6, reportedByUnitCode: 'thanh-xuan', openRequests: 1, closedOn: '2019-11-27' });
    expect(survey.requests.map((request) => [request.unitCode, request.open, request.overdue, request.state])).toEqual([['ha-dong', true, true, 'ASSIGNED'], ['cau-giay', false, false, 'ANSWERED']]);
    await app.expectPublished(ClusterSurveyedV1, { clusterCode: C2, membersHeard: 6, requests: 2 });
    expect((await app.published(PetitionReceivedV1)).map((event) => [event.source, event.clusterCode, event.roundCode])).toEqual([['CLUSTER_SURVEY', C2, null], ['CLUSTER_SURVEY', C2, null]]);
    await expect(record(app, 'CLUSTER_SURVEYED', [{ ...minutes, surveyedOn: '2019-02-28' }], { on: '2019-11-28' })).rejects.toThrow('campaigns/survey-days-wrong');
    await expect(record(app, 'CLUSTER_SURVEYED', [{ ...minutes, requests: [{ ...minutes.requests[0], dueOn: '2019-11-26' }] }], { on: '2019-11-28' })).rejects.toThrow('DUE_BEFORE_SURVEY');
    await expect(record(app, 'CLUSTER_SURVEYED', [{ ...minutes, hearings: [{ unitCode: 'dong-da' }] }], { on: '2019-11-28' })).rejects.toThrow('campaigns/not-a-cluster-member');
    const shared = await app.api.as(app.tree.officerOf('tay-ho')).call(getSurvey, { params: { id: id ?? '' } }).expect(200);
    expect(shared.membersHeard).toBe(6);
    await app.api.as(app.tree.officerOf('dong-da')).call(getSurvey, { params: { id: id ?? '' } }).expectProblem(404, 'campaigns/survey-not-found');
  });

  it('CMP-13: a survey of today closes with an open request; the owner answers it afterwards', async () => {
    const code = 'ha-noi-2026-cum-2';
    const held = await app.api.as(app.tree.officerOf('ha-noi')).call(holdSurvey, {
      params: { code },
      body: {
        surveyedOn: '2026-03-02', placeUnitCode: 'thanh-xuan', headedBy: 'Phó Chủ tịch', reportedByUnitCode: 'thanh-xuan', report: 'Báo cáo', hearings: SIX.map((unitCode) => ({ unitCode })),
        requests: [{ unitCode: 'tay-ho', text: 'Kinh phí cho hội thi', ownerBody: 'Ban Tài chính', dueOn: '2026-03-20' }],
      },
    }).expect(201);
    await city().call(closeSurvey, { params: { id: held.id }, body: { closedOn: '2026-03-01', conclusion: 'Sớm' } }).expectProblem(422, 'campaigns/survey-days-wrong');
    const closed = await city().call(closeSurvey, { params: { id: held.id }, body: { closedOn: '2026-03-02', conclusion: 'Kết luận' } }).expect(200);
    expect(closed).toMatchObject({ closedOn: '2026-03-02', openRequests: 1 });
    await city().call(closeSurvey, { params: { id: held.id }, body: { closedOn: '2026-03-02', conclusion: 'Nữa' } }).expectProblem(409, 'campaigns/survey-closed');
    const waiting = await city().call(listPetitions, { query: { cluster: code, owner: 'ha-noi', state: 'ASSIGNED' } }).expect(200);
    expect(waiting.total).toBe(1);
    const queue = await city().get('/queue').expect(200);
    expect(queue.items).toEqual(expect.arrayContaining([expect.objectContaining({ reason: 'TO_ANSWER', id: held.requests[0]?.petitionId, dueOn: '2026-03-20' })]));
    await city().call(settlePetition, { params: { id: held.requests[0]?.petitionId ?? '' }, body: { outcome: 'ANSWERED', text: 'Đã bố trí', settledOn: '2026-03-02' } }).expect(200);
    expect((await city().call(getSurvey, { params: { id: held.id } }).expect(200)).openRequests).toBe(0);
  });
});
