import { applyForHousing, type DossierView, type HousingBody, type HousingView, type PaperDecisionBody, PLATFORM_ROUTES } from '@doanket/contracts';
import { type Caller, createTestApp, type TestApp } from '@doanket/testing';
import { AppModule } from '../../src/app.module';
import { WelfareEnv } from '../../src/config';
import { migrations } from '../../src/database/migrations';

export const { decisions: DECISIONS, dossiers: DOSSIERS } = PLATFORM_ROUTES.welfare;
const HOUSEHOLD_KEY = Buffer.alloc(32, 7).toString('base64');

let numbers = 0;
/** A decision number, or a household, nobody has used. */
export const nextNumber = (): string => `DEMO-${(numbers += 1)}`;

/** The service in process, today 2 March 2026, on the standard tree. */
export async function welfareApp(now = '2026-03-02T02:00:00Z'): Promise<TestApp> {
  const app = await createTestApp(AppModule, { service: 'welfare', migrations, schema: WelfareEnv, env: { HOUSEHOLD_KEY }, now });
  await app.tree.standard();
  return app;
}

/** An application with one valid default. */
export const application = (over: Partial<HousingBody> = {}): HousingBody => ({
  unitCode: 'cong-ty-b', housingKind: 'REPAIR', memberName: 'Nguyễn Thị Mẫu', householdKey: nextNumber(), landRight: 'OWNED', place: 'Số 1, ngõ 2', hardship: 'Nhà dột nát, thu nhập thấp', amountVnd: 20_000_000, ...over,
});

/** Takes an application as the officer of its unit. */
export function apply(app: TestApp, over: Partial<HousingBody> = {}): Promise<HousingView> {
  const body = application(over);
  return app.api.as(app.tree.officerOf(body.unitCode)).call(applyForHousing, { body }).expect(201);
}

export async function upload(app: TestApp, caller: Caller | Promise<Caller>): Promise<string> {
  const bytes = Buffer.from(`%PDF-1.4\n% ${(numbers += 1)}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);
  const stored: { id: string } = await app.api.as(caller).upload('/files', bytes, 'application/pdf', { headers: { 'x-file-name': 'giay-to.pdf' } }).expect(201);
  return stored.id;
}

export async function attach(app: TestApp, caller: Caller | Promise<Caller>, dossierId: string, kind: string): Promise<void> {
  await app.api.as(caller).call(DOSSIERS.addDossierEvidence, { params: { id: dossierId }, body: { kind, fileId: await upload(app, caller) } }).expect(200);
}

export const submit = (app: TestApp, housing: HousingView) => app.api.as(app.tree.officerOf(housing.unitCode)).call(DOSSIERS.submitDossier, { params: { id: housing.dossierId ?? '' }, body: {} });

/** Approves the current step, with a decision where one is told. */
export const take = (app: TestApp, unit: string, dossierId: string | null, body: object = {}) => app.api.as(app.tree.chairOf(unit)).post(`/dossiers/${dossierId ?? ''}/decision`, { outcome: 'APPROVE', ...body });

/** Sends it, surveys and checks it: it waits for the city. */
export async function checked(app: TestApp, over: Partial<HousingBody> = {}, upper = 'tay-ho'): Promise<HousingView> {
  const housing = await apply(app, over);
  await submit(app, housing).expect(200);
  for (const kind of ['SITE_PHOTO', 'MINUTES', 'LOCAL_CONFIRMATION']) await attach(app, app.tree.chairOf(housing.unitCode), housing.dossierId ?? '', kind);
  await take(app, housing.unitCode, housing.dossierId).expect(200);
  await take(app, upper, housing.dossierId).expect(200);
  return housing;
}

/** The city's decision of today with its file. */
export async function decision(app: TestApp, number = nextNumber()): Promise<{ decision: { number: string; decidedOn: string; fileId: string } }> {
  return { decision: { number, decidedOn: app.clock.today(), fileId: await upload(app, app.tree.chairOf('ha-noi')) } };
}

export async function approved(app: TestApp, over: Partial<HousingBody> = {}): Promise<HousingView> {
  const housing = await checked(app, over);
  const answer: DossierView = await take(app, 'ha-noi', housing.dossierId, await decision(app)).expect(200);
  if (answer.state !== 'APPROVED') throw new Error(`The dossier is ${answer.state}`);
  return housing;
}

export interface PaperOptions { readonly on: string; readonly number?: string }

/** Records a paper decision of the city without confirming it; answers its id. */
export async function record(app: TestApp, kind: string, items: readonly object[], { on, number = nextNumber() }: PaperOptions): Promise<string> {
  const signer = await app.tree.chairOf('ha-noi');
  const body = { kind, issuerCode: 'ha-noi', number, decidedOn: on, signerPostId: signer.postId, items } as unknown as PaperDecisionBody;
  return (await app.api.as(app.tree.officerOf('ha-noi')).call(DECISIONS.recordDecision, { body }).expect(201)).id;
}

/** Records and confirms a paper decision; answers its records. */
export async function paper(app: TestApp, kind: string, items: readonly object[], options: PaperOptions): Promise<string[]> {
  const id = await record(app, kind, items, options);
  const city = app.api.as(app.tree.chairOf('ha-noi'));
  await city.call(DECISIONS.confirmDecision, { params: { id } }).expect(200);
  const { items: done } = await city.call(DECISIONS.listDecisionItems, { params: { id }, query: { limit: 100 } }).expect(200);
  return done.map((item) => item.recordId ?? '');
}
