import { PLATFORM_ROUTES, type PaperDecisionBody } from '@doanket/contracts';
import { createTestApp, type Officer, type TestApp } from '@doanket/testing';
import { AppModule } from '../../src/app.module';
import { CampaignsEnv } from '../../src/config';
import { migrations } from '../../src/database/migrations';

const ROUTES = PLATFORM_ROUTES.campaigns.decisions;

/** The six members of cluster 2 of 2019. */
export const SIX = ['bac-tu-liem', 'thanh-xuan', 'tay-ho', 'nam-tu-liem', 'cau-giay', 'ha-dong'];

let numbers = 0;
/** A decision number nobody has used. */
export const nextNumber = (): string => `DEMO-${(numbers += 1)}`;

/**
 * The service in process, today 2 March 2026, with the tree of before 1/7/2025: districts, and grassroots unions below some.
 * Its pool has one connection: a use case that takes a second one while it holds the first is found here (engineering handbook 7.1).
 */
export async function campaignsApp(now = '2026-03-02T02:00:00Z'): Promise<TestApp> {
  const app = await createTestApp(AppModule, { service: 'campaigns', migrations, schema: CampaignsEnv, now, env: { DATABASE_POOL_SIZE: '1' } });
  await app.tree.unit('viet-nam', { type: 'N' });
  await app.tree.unit('ha-noi', { parent: 'viet-nam' });
  for (const code of [...SIX, 'dong-da']) await app.tree.unit(code, { parent: 'ha-noi' });
  for (const [code, parent] of [['truong-a', 'tay-ho'], ['cong-ty-b', 'tay-ho'], ['cong-ty-c', 'nam-tu-liem'], ['truong-d', 'nam-tu-liem']] as const) await app.tree.unit(code, { parent });
  return app;
}

export interface PaperOptions { readonly issuer?: string; readonly on: string; readonly number?: string; readonly recorder?: string }

/** Records a paper decision as an officer of its issuer, without confirming it; answers its id. */
export async function record(app: TestApp, kind: string, items: readonly object[], options: PaperOptions): Promise<string> {
  const { issuer = 'ha-noi', on, number = nextNumber(), recorder = issuer } = options;
  const signer: Officer = await app.tree.chairOf(issuer);
  const body = { kind, issuerCode: issuer, number, decidedOn: on, signerPostId: signer.postId, items } as unknown as PaperDecisionBody;
  const decision = await app.api.as(app.tree.officerOf(recorder)).call(ROUTES.recordDecision, { body }).expect(201);
  return decision.id;
}

/** Records and confirms a paper decision: an officer writes it down, the chair confirms. */
export async function paper(app: TestApp, kind: string, items: readonly object[], options: PaperOptions): Promise<string[]> {
  const id = await record(app, kind, items, options);
  await app.api.as(app.tree.chairOf(options.recorder ?? options.issuer ?? 'ha-noi')).call(ROUTES.confirmDecision, { params: { id } }).expect(200);
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: { items: { recordId: string | null }[]; nextCursor: string | null } = await app.api.as(app.tree.chairOf(options.issuer ?? 'ha-noi'))
      .call(ROUTES.listDecisionItems, { params: { id }, query: { limit: 100, cursor } }).expect(200);
    ids.push(...page.items.map((item) => item.recordId ?? ''));
    cursor = page.nextCursor;
  }
  return ids;
}

/** The plan and the round of 2023 as the articles tell them: 80/KH-LĐLĐ of 28/4/2023, 1/5–30/9/2023, "150 ngày". */
export async function round2023(app: TestApp, extra: object = {}): Promise<void> {
  await paper(app, 'PLAN_ISSUED', [{
    code: 'ha-noi-2023-ke-hoach-80', title: 'Đợt thi đua cao điểm chào mừng Đại hội', year: 2023, startsOn: '2023-05-01', endsOn: '2023-09-30',
    rounds: [{
      label: '150 ngày', startsOn: '2023-05-01', endsOn: '2023-09-30',
      launch: { registrationUntil: '2023-06-30', groups: GROUPS, ...extra },
    }],
  }], { on: '2023-04-28', number: '80/KH-LĐLĐ' });
}

/** The five content groups of the summary of 2023 (handbook 1.5). */
export const GROUPS = [
  { ordinal: 1, title: 'Tháng Công nhân, Tháng hành động về an toàn, vệ sinh lao động', indicators: ['PETITION_WRITTEN', 'PETITION_DIRECT', 'GOODWORKER_CITY'] },
  { ordinal: 2, title: 'Lao động giỏi, lao động sáng tạo', indicators: ['CONTEST_CONTESTANT', 'CONTEST_WINNER', 'CONTEST_MONEY', 'INI_HONOUR_CITY'] },
  { ordinal: 3, title: 'Đăng ký và hoàn thành công trình, sản phẩm, phần việc', indicators: ['WORK_G', 'WORK_S', 'WORK_PLAQUE'] },
  { ordinal: 4, title: 'Văn hóa, thể thao', indicators: [] },
  { ordinal: 5, title: 'Đại hội công đoàn các cấp', indicators: ['CHAIR_CITY'] },
];
