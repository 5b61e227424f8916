import type { Stage } from '../stage';
import { GRASSROOTS, UPPER_UNIONS, WARD_COUNT, wardCode, ZONE_UNION } from '../upper-unions';

/** Two public-service units of Tây Hồ that show the initiative target; their kind of unit left the union in June 2025. */
export const SCHOOL_A = 'tay-ho-don-vi-a';
export const SCHOOL_B = 'tay-ho-don-vi-b';
/** The union whose member got repair money on 18/8/2025 (teaser of the article of 25/1/2023). */
export const PENCIL_UNION = 'cong-doan-co-so-but-chi';

/** The tree from 2008 to 1/10/2025, each change by its decision. */
export async function tree(stage: Stage): Promise<void> {
  const { player } = stage;
  const desk = stage.desk('ha-noi');
  const decide = (kind: string, decidedOn: string, items: readonly Record<string, unknown>[]): Promise<string[]> =>
    player.paper(desk, { service: 'membership', kind, issuer: 'ha-noi', number: player.demoNumber('ha-noi'), decidedOn, items });

  const upper = UPPER_UNIONS.map(({ code, name, type, validFrom }) => ({ code, type, name, parentCode: 'ha-noi', ...(validFrom === undefined ? {} : { validFrom }) }));
  await decide('UNIT_FOUNDED', '2008-08-01', [...upper.filter((unit) => unit.validFrom === undefined), { code: ZONE_UNION.code, type: 'S_ZONE', name: ZONE_UNION.name, parentCode: 'ha-noi' }]);
  await decide('UNIT_FOUNDED', '2014-04-01', upper.filter((unit) => unit.validFrom !== undefined));
  await decide('UNIT_FOUNDED', '2014-06-02', [
    ...GRASSROOTS.map(({ code, name, parent, bloc }) => ({ code, type: 'G', name, parentCode: parent, bloc })),
    { code: SCHOOL_A, type: 'G', name: 'CĐCS Đơn vị sự nghiệp A quận Tây Hồ', parentCode: 'tay-ho', bloc: 'PUBLIC_SERVICE_FULL_BUDGET' },
    { code: SCHOOL_B, type: 'G', name: 'CĐCS Đơn vị sự nghiệp B quận Tây Hồ', parentCode: 'tay-ho', bloc: 'PUBLIC_SERVICE_FULL_BUDGET' },
    { code: PENCIL_UNION, type: 'G', name: 'CĐCS Công ty Bút chì Ngọc Hồi', parentCode: 'nganh-cong-thuong', bloc: 'ENTERPRISE_NONSTATE' },
  ]);

  const heads = [];
  for (const { code } of [...UPPER_UNIONS, ZONE_UNION]) heads.push({ unitCode: code, personId: await stage.person(desk.recorder, code), post: 'CHAIR' as const, validFrom: '2014-04-01' });
  for (const code of [SCHOOL_A, SCHOOL_B]) heads.push({ unitCode: code, personId: await stage.person(desk.recorder, code), post: 'CHAIR' as const, validFrom: '2014-06-02' });
  await stage.startPosts(desk, 'ha-noi', '2014-06-03', heads);

  // Units living wholly on the budget left the union in June 2025 (handbook 4.12).
  await decide('UNITS_ENDED', '2025-06-10', [{ lastDay: '2025-06-14', units: [{ unitCode: SCHOOL_A }, { unitCode: SCHOOL_B }] }]);
  await decide('UNITS_ENDED', '2025-06-27', [{ lastDay: '2025-06-30', units: UPPER_UNIONS.map(({ code }) => ({ unitCode: code })) }]);
  await decide('UNIT_RENAMED', '2025-07-01', [{ unitCode: ZONE_UNION.code, name: ZONE_UNION.renamed }]);
  await decide('UNIT_FOUNDED', '2025-10-01', Array.from({ length: WARD_COUNT }, (_, index) => ({
    code: wardCode(index + 1), type: 'S_WARD', name: `Công đoàn phường, xã số ${index + 1}`, parentCode: 'ha-noi', territories: [`Phường, xã số ${index + 1}`],
  })));
  await decide('UNIT_MOVED', '2025-10-01', [
    ...GRASSROOTS.map(({ code, ward }) => ({ unitCode: code, parentCode: wardCode(ward) })), { unitCode: PENCIL_UNION, parentCode: wardCode(84) },
  ]);
  await officersOfToday(stage);
}

/** Those who work with it today: two wards and two workplaces have their officers. */
async function officersOfToday(stage: Stage): Promise<void> {
  const desk = stage.desk('ha-noi');
  const posts = [];
  for (const ward of [1, 3, 30]) {
    const code = wardCode(ward);
    const chair = await stage.account(desk.recorder, { username: `s.chu-tich.${code}`, level: 'S', unitCode: code, posts: ['CHAIR'] });
    const officer = await stage.account(desk.recorder, { username: `s.can-bo.${code}`, level: 'S', unitCode: code, posts: ['OFFICER'] });
    posts.push({ unitCode: code, personId: chair.personId, post: 'CHAIR' as const, validFrom: '2025-10-01' }, { unitCode: code, personId: officer.personId, post: 'OFFICER' as const, validFrom: '2025-10-01' });
  }
  for (const union of GRASSROOTS.filter(({ ward }) => ward === 1 || ward === 3 || ward === 30).slice(0, 3)) {
    const chair = await stage.account(desk.recorder, { username: `g.chu-tich.${union.code}`, level: 'G', unitCode: union.code, posts: ['CHAIR'] });
    const officer = await stage.account(desk.recorder, { username: `g.can-bo.${union.code}`, level: 'G', unitCode: union.code, posts: ['OFFICER'] });
    posts.push({ unitCode: union.code, personId: chair.personId, post: 'CHAIR' as const, validFrom: '2025-10-01' }, { unitCode: union.code, personId: officer.personId, post: 'OFFICER' as const, validFrom: '2025-10-01' });
  }
  await stage.startPosts(desk, 'ha-noi', '2025-10-01', posts);
}
