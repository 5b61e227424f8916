import type { Stage } from '../stage';
import { GRASSROOTS, wardCode } from '../upper-unions';
import { today } from './beginning';

/**
 * Terms of the city: XVII opened on 17/10/2023 and planned to 2028, cut short by the congress of 29–30/12/2025 (handbook 4.12).
 * Numbers of delegates are not known and stay unknown.
 */
export async function terms(stage: Stage): Promise<void> {
  const { player } = stage;
  const congress = (decidedOn: string, item: Record<string, unknown>): Promise<string[]> => player.paper(stage.desk('viet-nam'), {
    service: 'membership', kind: 'CONGRESS_HELD', issuer: 'viet-nam', number: player.demoNumber('viet-nam'), decidedOn, items: [{ unitCode: 'ha-noi', congressKind: 'DELEGATES', ...item }],
  });
  await congress('2023-10-17', { number: 'XVII', heldFrom: '2023-10-17', heldTo: '2023-10-17', plannedEndYear: 2028 });
  await congress('2025-12-30', { number: 'XVIII', heldFrom: '2025-12-29', heldTo: '2025-12-30', plannedEndYear: 2030 });
}

/** Today: a course in the plan of the year, a congress to come, and unions that scored themselves. */
export async function officersToday(stage: Stage): Promise<void> {
  const { player } = stage;
  const { recorder, confirmer } = stage.desk('ha-noi');
  const year = Number(today().slice(0, 4));
  for (const [title, topic, hours] of [['Bồi dưỡng cán bộ công đoàn mới được bầu', 'NEWLY_ELECTED', 16], ['Nghiệp vụ tài chính công đoàn', 'FINANCE', 8]] as const) {
    await player.post(recorder, '/api/membership/training-courses', { title, topic, planYear: year, hours, startsOn: today(), endsOn: today(), place: 'Trường Đào tạo cán bộ công đoàn thành phố' });
  }
  await player.post(recorder, '/api/membership/training-reports', { year, kind: 'PLAN' });

  // The weights of enterprises are not known (handbook 4.4): invented here, and said to be so.
  const rule = await player.post<{ id: string }>(recorder, '/api/membership/rules', {
    code: 'GRADING_GROUPS', scope: 'ENTERPRISE_TYPE', value: { representation: 45, organisation: 35, propaganda: 15, bonus: 5 }, validFrom: '2019-08-14', source: 'Số liệu minh họa, không theo văn bản nào.', confidence: 'ASSUMED',
  });
  await player.post(confirmer, `/api/membership/rules/${rule.id}/confirmation`, {});
  for (const { code } of GRASSROOTS.filter(({ ward }) => ward === 1 || ward === 3 || ward === 30).slice(0, 3)) {
    const account = stage.accounts.find(({ username }) => username === `g.can-bo.${code}`);
    if (account === undefined) throw new Error(`No demo account of ${code}`);
    const officer = await stage.signIn(account);
    const grading = await player.post<{ id: string }>(officer, '/api/membership/gradings', {
      unitCode: code, year, scores: { representation: 42, organisation: 33.5, propaganda: 14, bonus: 2 }, note: 'Có biên bản tự chấm của Ban Chấp hành.',
    });
    await player.post(officer, `/api/membership/gradings/${grading.id}/submission`, {});
    await player.post(officer, '/api/membership/congresses', { unitCode: code, number: 'III', congressKind: 'ALL_MEMBERS', plannedOn: `${year + 1}-03-20`, memberCount: 96 });
  }
  await twoPosts(stage);
}

/** One person with two posts, who picks the one to act as: an officer of a ward who is also vice-chair of a union below it. */
async function twoPosts(stage: Stage): Promise<void> {
  const desk = stage.desk('ha-noi');
  const ward = wardCode(1);
  const union = GRASSROOTS.find((one) => one.ward === 1);
  if (union === undefined) throw new Error('No union in the first ward');
  const { personId } = await stage.account(desk.recorder, { username: `s.kiem-nhiem.${ward}`, level: 'S', unitCode: ward, posts: ['OFFICER', 'VICE_CHAIR'] });
  await stage.startPosts(desk, 'ha-noi', today(), [
    { unitCode: ward, personId, post: 'OFFICER', validFrom: today() }, { unitCode: union.code, personId, post: 'VICE_CHAIR', validFrom: today() },
  ]);
}
