import { type AnswerOf, awardsRuleBook, type fileNomination, holdCouncil, fileNomination as fileRoute, type NominationBody, PLATFORM_ROUTES, proposeTitle, type QuotaBody, type RuleBody, type RuleView, setQuota, type TitleProposal, UnitReclassifiedV1, type Bloc } from '@doanket/contracts';
import { DirectoryWriter } from '@doanket/directory';
import { newId } from '@doanket/kernel';
import { createTestApp, type Officer, type TestApp } from '@doanket/testing';
import { AppModule } from '../src/app.module';
import { migrations } from '../src/database/migrations';

export const routes = PLATFORM_ROUTES.awards;
/** Where the clock stands in these tests. */
export const TODAY = '2026-03-02';

/** The smallest file that is a PDF. */
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

export async function startAwards(): Promise<TestApp> {
  const app = await createTestApp(AppModule, { service: 'awards', migrations });
  await app.tree.standard();
  return app;
}

/** Gives a unit its bloc from a day on. */
export async function inBloc(app: TestApp, code: string, bloc: Bloc): Promise<void> {
  const writer = app.get(DirectoryWriter);
  await app.transactions.runWhole(async (tx) => {
    const version = await writer.nextVersions(tx, 1);
    await writer.apply(tx, UnitReclassifiedV1, {
      unitId: app.tree.get(code).unitId, bloc, territories: [], version, decisionId: newId(), validFrom: '2010-01-01', recordedAt: app.clock.now().toISOString(), ofMany: false,
    });
  });
  await app.tree.heartbeat();
}

export interface PaperInput { readonly kind: string; readonly issuer: string; readonly decidedOn: string; readonly items: readonly Record<string, unknown>[]; readonly number?: string }

let numbers = 0;
export const nextNumber = (): string => `DEMO-${(numbers += 1)}/QĐ-LĐLĐ`;

/** Records a paper as the office of the issuer. */
export async function record(app: TestApp, input: PaperInput) {
  const { api, tree } = app;
  const signer = await tree.chairOf(input.issuer);
  return api.as(tree.officerOf(input.issuer)).call(routes.decisions.recordDecision, {
    body: { kind: input.kind, issuerCode: input.issuer, number: input.number ?? nextNumber(), decidedOn: input.decidedOn, signerPostId: signer.postId, items: [...input.items] },
  });
}

/** Records a paper and lets the chair confirm it; answers its id. */
export async function confirmed(app: TestApp, input: PaperInput): Promise<string> {
  const { status, body } = await record(app, input);
  if (status !== 201) throw new Error(`Paper not recorded: ${status} ${JSON.stringify(body)}`);
  await app.api.as(app.tree.chairOf(input.issuer)).call(routes.decisions.confirmDecision, { params: { id: body.id } }).expect(200);
  return body.id;
}

export const worker = (name: string, over: Record<string, unknown> = {}) => ({ receiverKind: 'INDIVIDUAL' as const, name, directWorker: true, ...over });
export const awarded = (name: string, over: Record<string, unknown> = {}) => ({ unitCode: 'cong-ty-b', titleCode: 'OUTSTANDING_WORKER', year: 2023, receiver: worker(name), ...over });

export const aNomination = (name: string, over: Partial<NominationBody> = {}): NominationBody => ({
  unitCode: 'cong-ty-b', titleCode: 'OUTSTANDING_WORKER', level: 'C', year: 2025, receiver: worker(name), achievement: 'Hoàn thành vượt mức nhiệm vụ năm 2025', ...over,
});

type Nomination = AnswerOf<typeof fileNomination>;

/** Files a nomination as the office of its unit and sends it. */
export async function nominated(app: TestApp, body: NominationBody): Promise<Nomination> {
  const caller = app.api.as(app.tree.officerOf(body.unitCode));
  const nomination = await caller.call(fileRoute, { body }).expect(201);
  await caller.call(routes.dossiers.submitDossier, { params: { id: nomination.dossierId ?? '' }, body: {} }).expect(200);
  return nomination;
}

/** The checking level finds it in order. */
export async function checked(app: TestApp, body: NominationBody, checker = 'tay-ho'): Promise<Nomination> {
  const nomination = await nominated(app, body);
  await app.api.as(app.tree.chairOf(checker)).call(routes.dossiers.takeDossierStep, { params: { id: nomination.dossierId ?? '' }, body: { outcome: 'APPROVE' } }).expect(200);
  return nomination;
}

/** The council of the city votes for all of them. */
export async function voted(app: TestApp, nominationIds: readonly string[], unitCode = 'ha-noi'): Promise<void> {
  await app.api.as(app.tree.viceChairOf(unitCode)).call(holdCouncil, {
    body: { unitCode, heldOn: TODAY, members: 15, present: 12, votes: nominationIds.map((nominationId) => ({ nominationId, inFavour: 12 })) },
  }).expect(201);
}

/** A stored file of an officer. */
export async function fileOf(app: TestApp, officer: Promise<Officer>): Promise<string> {
  const { id } = await app.api.as(officer).upload('/files', PDF, 'application/pdf', { headers: { 'x-file-name': 'quyet-dinh.pdf' } }).expect(201) as { id: string };
  return id;
}

/** Lets another head of the city confirm what was proposed. */
export const confirmRule = (app: TestApp, { id }: Pick<RuleView, 'id'>) => app.api.as(app.tree.viceChairOf('ha-noi')).call(awardsRuleBook.confirmRule, { params: { id } });

/** A title as the office of the city proposes it and a head confirms it. */
export async function titled(app: TestApp, body: Omit<TitleProposal, 'conditions' | 'confidence'> & Partial<TitleProposal>): Promise<RuleView> {
  const proposed = await app.api.as(app.tree.officerOf('ha-noi')).call(proposeTitle, { body: { conditions: [], confidence: 'ASSUMED', ...body } }).expect(201);
  return confirmRule(app, proposed).expect(200);
}

/** A rule as the office of the city proposes it. */
export const ruled = (app: TestApp, over: Pick<RuleBody, 'code' | 'scope' | 'value' | 'validFrom'> & Partial<RuleBody>) => app.api.as(app.tree.officerOf('ha-noi')).call(awardsRuleBook.proposeRule, {
  body: { validTo: null, decisionNumber: nextNumber(), decidedOn: over.validFrom, source: 'Assumption for a test', confidence: 'ASSUMED', ...over },
});

/** A quota as a head of the city sets it, waiting for a second one. */
export const quotaProposed = (app: TestApp, body: QuotaBody) => app.api.as(app.tree.chairOf('ha-noi')).call(setQuota, { body });

/** The same, confirmed by a second head. */
export async function quotaSet(app: TestApp, body: QuotaBody): Promise<void> {
  const { id } = await quotaProposed(app, body).expect(201);
  await app.api.as(app.tree.viceChairOf('ha-noi')).call(routes.decisions.confirmDecision, { params: { id } }).expect(200);
}
