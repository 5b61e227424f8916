import { PLATFORM_ROUTES, type DossierView, fileInitiative, type InitiativeBody, type InitiativeView, type PaperDecisionBody } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { type Caller, createTestApp, type TestApp } from '@doanket/testing';
import { AppModule } from '../../src/app.module';
import { InitiativesEnv } from '../../src/config';
import { migrations } from '../../src/database/migrations';

export const { decisions: DECISIONS, dossiers: DOSSIERS } = PLATFORM_ROUTES.initiatives;

let numbers = 0;
/** A decision number nobody has used. */
export const nextNumber = (): string => `DEMO-${(numbers += 1)}`;

/** The service in process, today 2 March 2026, on the standard tree. */
export async function initiativesApp(now = '2026-03-02T02:00:00Z'): Promise<TestApp> {
  const app = await createTestApp(AppModule, { service: 'initiatives', migrations, schema: InitiativesEnv, now });
  await app.tree.standard();
  return app;
}

/** A filing with one valid default. */
export const filing = (over: Partial<InitiativeBody> = {}): InitiativeBody => ({
  unitCode: 'truong-a', title: `Sáng kiến ${(numbers += 1)}`, initiativeType: 'INNOVATION', solutionKind: 'TECHNICAL', firstAppliedOn: '2025-11-03',
  description: `Giải pháp ${newId()} ${newId()}`, authors: [{ name: 'Nguyễn Văn Một', share: 100 }], secret: false, ...over,
});

/** Files a draft as the officer of its unit. */
export function file(app: TestApp, over: Partial<InitiativeBody> = {}): Promise<InitiativeView> {
  const body = filing(over);
  return app.api.as(app.tree.officerOf(body.unitCode)).call(fileInitiative, { body }).expect(201);
}

/** Stores a small PDF and attaches it as evidence. */
export async function attach(app: TestApp, caller: Caller | Promise<Caller>, dossierId: string, kind: string): Promise<string> {
  const fileId = await upload(app, caller);
  await app.api.as(caller).call(DOSSIERS.addDossierEvidence, { params: { id: dossierId }, body: { kind, fileId } }).expect(200);
  return fileId;
}

export async function upload(app: TestApp, caller: Caller | Promise<Caller>): Promise<string> {
  const bytes = Buffer.from(`%PDF-1.4\n% ${(numbers += 1)}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);
  const stored: { id: string } = await app.api.as(caller).upload('/files', bytes, 'application/pdf', { headers: { 'x-file-name': 'bien-ban.pdf' } }).expect(201);
  return stored.id;
}

export const submit = (app: TestApp, caller: Caller | Promise<Caller>, id: string): Promise<DossierView> => app.api.as(caller).call(DOSSIERS.submitDossier, { params: { id }, body: {} }).expect(200);

/** Approves the step of the day with a decision and its file; votes 5 of 7. */
export async function recognise(app: TestApp, caller: Caller | Promise<Caller>, id: string, over: { decidedOn?: string; outcome?: 'APPROVE' | 'REJECT' } = {}): Promise<DossierView> {
  await attach(app, caller, id, 'MINUTES');
  const fileId = await upload(app, caller);
  const { decidedOn = app.clock.today(), outcome = 'APPROVE' } = over;
  return app.api.as(caller).call(DOSSIERS.takeDossierStep, { params: { id }, body: { outcome, votes: { inFavour: 5, total: 7 }, decision: { number: nextNumber(), decidedOn, fileId } } }).expect(200);
}

/** Files, reviews and recognises at the base; answers the initiative's id. */
export async function recognisedAtBase(app: TestApp, over: Partial<InitiativeBody> = {}): Promise<string> {
  const { id, dossierId, unitCode } = await file(app, over);
  await submit(app, app.tree.officerOf(unitCode), dossierId ?? '');
  await app.api.as(app.tree.chairOf(unitCode)).call(DOSSIERS.takeDossierStep, { params: { id: dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expect(200);
  await recognise(app, app.tree.chairOf(unitCode), dossierId ?? '');
  return id;
}

export interface PaperOptions { readonly issuer?: string; readonly on: string; readonly number?: string }

/** Records a paper decision as an officer of its issuer, without confirming it; answers its id. */
export async function record(app: TestApp, kind: string, items: readonly object[], { issuer = 'tay-ho', on, number = nextNumber() }: PaperOptions): Promise<string> {
  const signer = await app.tree.chairOf(issuer);
  const body = { kind, issuerCode: issuer, number, decidedOn: on, signerPostId: signer.postId, items } as unknown as PaperDecisionBody;
  return (await app.api.as(app.tree.officerOf(issuer)).call(DECISIONS.recordDecision, { body }).expect(201)).id;
}

/** Records and confirms a paper decision: an officer writes it down, the chair confirms. */
export async function paper(app: TestApp, kind: string, items: readonly object[], options: PaperOptions): Promise<string> {
  const id = await record(app, kind, items, options);
  await app.api.as(app.tree.chairOf(options.issuer ?? 'tay-ho')).call(DECISIONS.confirmDecision, { params: { id } }).expect(200);
  return id;
}

/** Codes of the warnings of a paper's items, item by item. */
export async function warningsOf(app: TestApp, id: string, issuer = 'tay-ho'): Promise<string[][]> {
  const { items } = await app.api.as(app.tree.chairOf(issuer)).call(DECISIONS.listDecisionItems, { params: { id }, query: { limit: 100 } }).expect(200);
  return items.map((item) => item.warnings.map((warning) => warning.code));
}
