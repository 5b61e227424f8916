import { newPassword, type DemoAccount } from '../accounts';
import type { Stage } from '../stage';

/** First days: the foundation by the administrator, the confederation's two officers, the city and its officers of then and now. */
export async function beginning(stage: Stage, administrator: { username: string; password: string }): Promise<void> {
  const { player } = stage;
  const admin = await player.signIn(administrator.username, administrator.password);
  const first: DemoAccount = { username: 'n.chu-tich', password: newPassword(), level: 'N', unitCode: 'viet-nam', posts: ['CHAIR'], fullName: stage.names.take() };
  await player.post(admin, '/api/membership/foundation', {
    unit: { code: 'viet-nam', type: 'N', name: 'Tổng Liên đoàn Lao động Việt Nam', validFrom: '1929-07-28' },
    person: { fullName: first.fullName, account: { username: first.username, password: first.password, temporary: false } },
    post: { post: 'CHAIR', body: 'PRESIDIUM', validFrom: '2008-01-01' },
  });
  stage.accounts.push(first);
  const chair = await stage.signIn(first);
  const officer = await stage.account(chair, { username: 'n.can-bo', level: 'N', unitCode: 'viet-nam', posts: ['OFFICER'] });
  const sheet = { issuer: 'viet-nam', number: player.demoNumber('viet-nam'), decidedOn: today(), items: 1 };
  await player.post(chair, '/api/membership/posts', {
    unitCode: 'viet-nam', personId: officer.personId, post: 'OFFICER', body: 'OFFICE', acting: false, appointment: 'APPOINTED', fullTime: true,
    decision: { number: sheet.number, decidedOn: sheet.decidedOn, fileId: await player.scan(chair, 'membership', sheet) },
  });
  stage.setDesk('viet-nam', { recorder: await stage.signIn(officer.account), confirmer: chair });
  await city(stage);
}

async function city(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('viet-nam');
  await player.paper(desk, {
    service: 'membership', kind: 'UNIT_FOUNDED', issuer: 'viet-nam', number: player.demoNumber('viet-nam'), decidedOn: '2008-08-01',
    items: [{ code: 'ha-noi', type: 'C', name: 'Liên đoàn Lao động thành phố Hà Nội', parentCode: 'viet-nam', validFrom: '2008-08-01' }],
  });
  const [earlier, acting, later] = [await stage.person(desk.recorder, 'ha-noi'), await stage.person(desk.recorder, 'ha-noi'), await stage.person(desk.recorder, 'ha-noi')];
  const chair = await stage.account(desk.recorder, { username: 'c.chu-tich', level: 'C', unitCode: 'ha-noi', posts: ['CHAIR'] });
  const officer = await stage.account(desk.recorder, { username: 'c.can-bo', level: 'C', unitCode: 'ha-noi', posts: ['OFFICER'] });
  const deputy = await stage.account(desk.recorder, { username: 'c.pho-chu-tich', level: 'C', unitCode: 'ha-noi', posts: ['VICE_CHAIR'] });
  const inspector = await stage.account(desk.recorder, { username: 'c.kiem-tra', level: 'C', unitCode: 'ha-noi', posts: ['INSPECTOR'] });
  // On 27/11/2019 the city had no chair but a standing vice-chair who led it (article on the survey of Cluster 2).
  await stage.startPosts(desk, 'viet-nam', '2025-12-30', [
    { unitCode: 'ha-noi', personId: earlier, post: 'CHAIR', validFrom: '2008-08-01', validTo: '2019-05-31' },
    { unitCode: 'ha-noi', personId: acting, post: 'STANDING_VICE_CHAIR', acting: true, validFrom: '2019-06-01', validTo: '2020-06-30' },
    { unitCode: 'ha-noi', personId: later, post: 'CHAIR', validFrom: '2020-07-01', validTo: '2025-12-29' },
    { unitCode: 'ha-noi', personId: chair.personId, post: 'CHAIR', validFrom: '2025-12-30' },
    { unitCode: 'ha-noi', personId: deputy.personId, post: 'VICE_CHAIR', validFrom: '2025-12-30' },
    { unitCode: 'ha-noi', personId: officer.personId, post: 'OFFICER', validFrom: '2025-12-30' },
    { unitCode: 'ha-noi', personId: inspector.personId, post: 'INSPECTOR', validFrom: '2025-12-30' },
  ]);
  stage.setDesk('ha-noi', { recorder: await stage.signIn(officer.account), confirmer: await stage.signIn(chair.account) });
}

/** The calendar day in Hanoi. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
}
