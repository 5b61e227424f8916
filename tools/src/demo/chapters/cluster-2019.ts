import type { Stage } from '../stage';

/** Members of Cluster 2 with what they submitted on 27/11/2019 (article on the survey); null was not reported. */
const MEMBERS = [
  { code: 'bac-tu-liem', programmes: 2, coverage: '52', newlySigned: null },
  { code: 'thanh-xuan', programmes: null, coverage: null, newlySigned: 64 },
  { code: 'nam-tu-liem', programmes: 3, coverage: '75.2', newlySigned: null },
  { code: 'cau-giay', programmes: 6, coverage: '62.6', newlySigned: null },
  { code: 'tay-ho', programmes: 2, coverage: '69', newlySigned: null },
  { code: 'ha-dong', programmes: 1, coverage: '70.37', newlySigned: null },
] as const;

const CLUSTER = 'ha-noi-2019-cum-2';
const SURVEY_DAY = '2019-11-27';

/** Cluster 2 of 2019: formed, committed, surveyed, and what its members submitted. */
export async function cluster2019(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  const codes = MEMBERS.map(({ code }) => code);
  const campaigns = (kind: string, issuer: string, decidedOn: string, items: readonly Record<string, unknown>[]): Promise<string[]> =>
    player.paper(desk, { service: 'campaigns', kind, issuer, number: player.demoNumber(issuer), decidedOn, items });

  await campaigns('PLAN_ISSUED', 'ha-noi', '2019-01-15', [{
    code: 'ha-noi-2019-ke-hoach-phuc-loi', title: 'Kế hoạch thực hiện chương trình phúc lợi cho đoàn viên năm 2019', year: 2019, startsOn: '2019-01-15', endsOn: '2019-12-31', askedUnitCodes: codes,
  }]);
  await campaigns('PLAN_ADOPTED', 'ha-noi', '2019-02-20', codes.map((unitCode) => ({ planCode: 'ha-noi-2019-ke-hoach-phuc-loi', unitCode, adoptedOn: '2019-02-20' })));
  await campaigns('CLUSTER_FORMED', 'ha-noi', '2019-03-01', [{ code: CLUSTER, name: 'Cụm thi đua số 2', year: 2019, number: 2, memberUnitCodes: codes, headUnitCode: 'bac-tu-liem', deputyUnitCode: 'thanh-xuan', size: 6 }]);
  await campaigns('COMMITMENT_SIGNED', 'ha-noi', '2019-03-14', codes.map((unitCode) => ({ clusterCode: CLUSTER, unitCode, signedOn: '2019-03-14', titleCodes: ['EMULATION_FLAG'] })));
  await campaigns('CLUSTER_SURVEYED', 'ha-noi', SURVEY_DAY, [{
    clusterCode: CLUSTER, surveyedOn: SURVEY_DAY, placeUnitCode: 'thanh-xuan', headedBy: 'Phó Chủ tịch Thường trực, phụ trách', boards: ['Ban Tổ chức', 'Ban Chính sách pháp luật', 'Ban Tuyên giáo', 'Ban Nữ công'],
    reportedByUnitCode: 'thanh-xuan', report: 'Báo cáo kết quả hoạt động của Cụm thi đua số 2 năm 2019: phúc lợi đoàn viên, thương lượng tập thể, văn hóa, phát triển đoàn viên, tập huấn cán bộ.',
    hearings: codes.map((unitCode) => ({ unitCode, additions: 'Bổ sung kết quả của đơn vị vào báo cáo chung.' })),
    requests: [
      { unitCode: 'cau-giay', text: 'Đề nghị hướng dẫn thêm về thương lượng tập thể ở doanh nghiệp nhỏ.', topic: 'UNION_WORK', channel: 'DIRECT', ownerBody: 'Ban Chính sách pháp luật', dueOn: '2020-01-31', answer: 'Ban sẽ tổ chức tập huấn trong quý I.', answeredOn: SURVEY_DAY },
      { unitCode: 'ha-dong', text: 'Đề nghị hỗ trợ tập huấn cán bộ công đoàn mới.', topic: 'TRAINING', channel: 'DIRECT', ownerBody: 'Ban Tổ chức', dueOn: '2020-01-31' },
    ],
    conclusion: 'Các đơn vị thành viên thực hiện đủ nội dung giao ước; cần phát triển thêm thỏa ước lao động tập thể.',
  }]);

  for (const member of MEMBERS) {
    const base = { unitCode: member.code, from: '2019-01-01', to: SURVEY_DAY, cluster: CLUSTER };
    const items: Record<string, unknown>[] = [];
    if (member.programmes !== null) items.push({ ...base, indicator: 'PARTNER_PROGRAMME_NEW', value: String(member.programmes), valueUnit: 'COUNT' });
    if (member.coverage !== null) items.push({ ...base, indicator: 'CBA_COVERAGE', value: member.coverage, valueUnit: 'LEGACY_PERCENT' });
    if (member.newlySigned !== null) items.push({ ...base, indicator: 'CBA_NEW', value: String(member.newlySigned), valueUnit: 'COUNT' });
    await player.paper(desk, { service: 'reports', kind: 'SUBMISSION', issuer: member.code, number: player.demoNumber(member.code), decidedOn: SURVEY_DAY, items });
  }
}
