import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntegration, listNotices, membershipRoutes, openInjury, recordLeave, replayNotices, setSigningKey, setWebhook } from '@doanket/contracts';
import type { Caller } from '@doanket/testing';
import ts from 'typescript';
import { ExchangeWorker } from '../src/exchanges/exchange.worker';
import { Notices, PARK_AFTER } from '../src/integrations/notices';
import { signatureOf } from '../src/integrations/webhook-sender';
import { ExchangeDesk } from './exchange-desk';
import { MembershipApp } from './membership-app';

const CLIENT = join(__dirname, '../../../docs/partner-client');
let app: MembershipApp;
let desk: ExchangeDesk;
let receiver: Receiver;

/** A partner's web server. */
class Receiver {
  readonly got: { headers: IncomingHttpHeaders; body: string }[] = [];
  status = 204;
  private constructor(private readonly server: Server, readonly url: string) {}

  static async start(): Promise<Receiver> {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part)).on('end', () => {
        made.got.push({ headers: request.headers, body });
        response.writeHead(made.status, { location: 'http://127.0.0.1:1/' }).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const made = new Receiver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
    return made;
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

beforeAll(async () => {
  receiver = await Receiver.start();
  app = await MembershipApp.start({ now: '2025-06-20T02:00:00Z', env: { WEBHOOK_ALLOWED_HOSTS: new URL(receiver.url).host } });
  desk = await new ExchangeDesk(app).ready();
});

afterAll(async () => {
  await app?.close();
  await receiver?.stop();
});

const clientOf = (partner: Caller): string => String(partner.claims?.['azp']);
const partnerWith = (...scopes: string[]): Promise<Caller> => app.tree.partner('ha-noi', ['membership.exchange.send', 'membership.exchange.read', 'membership.partner.integrate', ...scopes.map((scope) => `membership.exchange.${scope}`)]);
const hook = (partner: Caller, url: string | null) => app.api.as(partner).call(setWebhook, { params: { clientId: clientOf(partner) }, body: { url } });
const notices = async (partner: Caller) => (await app.api.as(partner).call(listNotices, { params: { clientId: clientOf(partner) } }).expect(200)).items;
const send = () => app.test.get(Notices).round();
async function exchange(partner: Caller): Promise<string> {
  const employer = await desk.employer();
  return (await desk.applied(partner, 'C12_NOTICE', '2025-06', [{ enterpriseCode: employer.enterpriseCode, month: '2025-05', insuredWorkers: 1, payrollVnd: 1, dueVnd: 1, paidVnd: 0 }])).id;
}

describe('SOC-09: webhooks', () => {
  it('SOC-09: a notice is signed with timestamp and key id, and sent once while it is taken', async () => {
    const partner = await partnerWith('dues');
    const given = await hook(partner, receiver.url).expect(200);
    expect(given).toMatchObject({ webhookState: 'ACTIVE', secret: expect.any(String) });
    expect((await app.api.as(partner).call(getIntegration, { params: { clientId: clientOf(partner) } }).expect(200))).not.toHaveProperty('secret');
    const id = await exchange(partner);
    receiver.got.length = 0;
    await send();
    await send();
    expect(receiver.got).toHaveLength(1);
    const [{ headers, body }] = receiver.got as [{ headers: IncomingHttpHeaders; body: string }];
    expect(headers).toMatchObject({ 'x-doanket-key-id': given.webhookKeyId, 'x-doanket-sequence': '1', 'x-doanket-signature': signatureOf(given.secret ?? '', Number(headers['x-doanket-timestamp']), body) });
    expect(Number(headers['x-doanket-timestamp'])).toBe(new Date('2025-06-20T02:00:00Z').getTime() / 1000);
    expect(JSON.parse(body)).toMatchObject({ sequence: 1, type: 'exchange.finished', subjectId: id, data: { state: 'APPLIED', refused: 0 } });
    expect(await notices(partner)).toMatchObject([{ sequence: 1, state: 'DELIVERED', lastStatus: 204 }]);
  });

  it('SOC-09: what is not taken is tried again later and later, in order, and a dead address is parked; the partner replays from a number on', async () => {
    const partner = await partnerWith('dues');
    await hook(partner, receiver.url).expect(200);
    await exchange(partner);
    await exchange(partner);
    receiver.status = 302;
    receiver.got.length = 0;
    await send();
    expect(receiver.got).toHaveLength(1);
    expect(await notices(partner)).toMatchObject([{ state: 'WAITING', attempts: 1, lastStatus: 302, nextAt: '2025-06-20T02:00:10.000Z' }, { state: 'WAITING', attempts: 0 }]);
    await app.test.at('2025-06-20T02:00:09Z');
    await send();
    expect(receiver.got).toHaveLength(1);
    for (let tries = 1; tries < PARK_AFTER; tries += 1) {
      const [first] = await notices(partner);
      await app.test.at(first?.nextAt ?? '');
      await send();
    }
    expect(receiver.got).toHaveLength(PARK_AFTER);
    expect(await app.api.as(partner).call(getIntegration, { params: { clientId: clientOf(partner) } }).expect(200)).toMatchObject({ webhookState: 'PARKED', failures: PARK_AFTER });
    await app.test.at('2025-06-22T02:00:00Z');
    await send();
    expect(receiver.got).toHaveLength(PARK_AFTER);
    receiver.status = 204;
    receiver.got.length = 0;
    expect(await app.api.as(partner).call(replayNotices, { params: { clientId: clientOf(partner) }, body: { fromSequence: 1 } }).expect(200)).toEqual({ replayed: 2 });
    await send();
    expect(receiver.got.map(({ headers }) => headers['x-doanket-sequence'])).toEqual(['1', '2']);
    await app.api.as(partner).call(replayNotices, { params: { clientId: clientOf(partner) }, body: { fromSequence: 2 } }).expect(200);
    await send();
    expect(receiver.got.map(({ headers }) => headers['x-doanket-sequence'])).toEqual(['1', '2', '2']);
    await app.test.at('2025-06-20T02:00:00Z');
  });

  it.each([
    ['http://example.com/hook', 'NOT_HTTPS'], ['https://127.0.0.1/hook', 'NOT_PUBLIC'], ['https://[::1]/hook', 'NOT_PUBLIC'], ['https://169.254.169.254/latest', 'NOT_PUBLIC'], ['https://10.1.2.3/', 'NOT_PUBLIC'],
    ['https://localhost/hook', 'NOT_PUBLIC'], ['https://2130706433/', 'NOT_PUBLIC'], ['https://[::ffff:127.0.0.1]/', 'NOT_PUBLIC'], ['https://user:pw@example.com/', 'HAS_CREDENTIALS'],
  ])('SOC-09: notices never go inside: %s', async (url, because) => {
    const problem = await hook(await partnerWith('dues'), url).expectProblem(422, 'membership/webhook-refused');
    expect(problem['because']).toBe(because);
  });

  it('SOC-09: a partner reaches its own integration alone; without an address there is nothing to replay; a private key is no signing key', async () => {
    const [one, other] = [await partnerWith('dues'), await partnerWith('dues')];
    await app.api.as(other).call(getIntegration, { params: { clientId: clientOf(one) } }).expectProblem(404, 'membership/partner-not-found');
    await app.api.as(desk.city).call(getIntegration, { params: { clientId: 'partner-khong-co' } }).expectProblem(404, 'membership/partner-not-found');
    await app.api.as(one).call(replayNotices, { params: { clientId: clientOf(one) }, body: { fromSequence: 1 } }).expectProblem(409, 'membership/webhook-missing');
    for (const publicKey of ['x', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----']) {
      await app.api.as(one).call(setSigningKey, { params: { clientId: clientOf(one) }, body: { publicKey } }).expectProblem(400, 'membership/signing-key-invalid');
    }
    await app.api.as(await app.tree.partner('ha-noi', ['membership.exchange.send'])).call(getIntegration, { params: { clientId: clientOf(one) } }).expectProblem(403, 'auth/permission-missing');
  });
});

describe('SOC-10: health data', () => {
  it('SOC-10: a partner with the scope of dues never receives it: nothing of it is in anything it can reach', async () => {
    const [dues, health] = [await partnerWith('dues'), await partnerWith('health')];
    await hook(dues, receiver.url).expect(200);
    const employer = await desk.employer({ union: 'cong-ty-b' });
    const member = await desk.member('cong-ty-b', { personalId: '001195000777' });
    const leave = await desk.applied(health, 'BENEFIT_LIST', '2025-06', [{ benefit: 'SICKNESS', enterpriseCode: employer.enterpriseCode, personalId: '001195000777', fromDay: '2025-03-01', toDay: '2025-04-30', diseaseCode: 'C50.9' }]);
    expect(leave).toMatchObject({ state: 'APPLIED', counts: { applied: 1 } });
    const officer = await app.tree.officerOf('cong-ty-b');
    const byHand = await app.api.as(officer).call(recordLeave, { body: { memberId: member.id, kind: 'MATERNITY', fromDay: '2025-05-01', toDay: '2025-05-31', diseaseCode: 'O80.1' } }).expect(201);
    const injury = await app.api.as(officer).call(openInjury, { body: { memberId: member.id, kind: 'OCCUPATIONAL_DISEASE', happenedOn: '2025-06-01', nature: 'Điếc nghề nghiệp' } }).expect(201);
    await exchange(dues);
    receiver.got.length = 0;
    await send();
    const spells = await desk.query<{ id: string }>('select id from leave_spell where member_id = $1', [member.id]);
    const ids = (await desk.query<{ id: string }>(`select id from exchange union select id from exchange_task union select id from employer union select id from member union select id from person union select id from leave_spell union select id from partner union select id from benefit_claim union select id from work_injury union select id from visit_task`)).map((row) => row.id);
    const forbidden = ['C50', 'O80', 'Điếc', 'MATERNITY', 'OCCUPATIONAL_DISEASE', byHand.id, injury.id, 'SICKNESS', 'BENEFIT_LIST', leave.id, spells[0]?.id ?? 'no spell', member.id, member.personId];
    const said: string[] = receiver.got.map(({ headers, body }) => JSON.stringify(headers) + body);
    let reached = 0;
    for (const route of membershipRoutes.filter(({ method }) => method === 'GET')) {
      const paths = /:(id|memberId|personId)\b/.test(route.path) ? ids.map((id) => route.path.replace(/:\w+/, id)) : [route.path.replace(':clientId', clientOf(dues)), route.path.replace(':clientId', clientOf(health))];
      for (const path of paths) {
        const answer = await app.api.as(dues).get(path.replace(/:\w+/g, 'ha-noi'));
        if (answer.status < 300) reached += 1;
        // What was asked for is repeated in the place of a refusal.
        said.push(answer.status < 300 ? answer.bytes.toString() + JSON.stringify(answer.headers) : JSON.stringify({ ...(answer.body as object), instance: null }));
      }
    }
    expect(reached).toBeGreaterThan(10);
    expect(receiver.got.length).toBeGreaterThan(0);
    for (const word of forbidden) expect([word, said.filter((text) => text.includes(word))]).toEqual([word, []]);
    const own = await app.api.as(health).get(`/exchanges/${leave.id}`);
    expect(own.bytes.toString()).toContain('BENEFIT_LIST');
    await app.api.as(dues).post('/exchanges/messages', { kind: 'BENEFIT_LIST', period: '2025-06', sequenceNo: 1, rows: [{}] }).expectProblem(403, 'auth/permission-missing');
  }, 120_000);
});

describe('SOC-09: the documented client', () => {
  it('SOC-09: is compiled strictly and run by a partner against the API', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'doanket-client-'));
    const program = ts.createProgram([join(CLIENT, 'example.ts')], { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, target: ts.ScriptTarget.ES2022, strict: true, outDir: dir, skipLibCheck: true, types: ['node'], typeRoots: [join(__dirname, '../../../node_modules/@types')] });
    expect(ts.getPreEmitDiagnostics(program).map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, ' '))).toEqual([]);
    program.emit();
    writeFileSync(join(dir, 'package.json'), '{"type":"commonjs"}');
    const partner = await partnerWith('dues');
    const employer = await desk.employer();
    const tokens = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString())).on('end', () => {
        const asked = new URLSearchParams(body);
        const good = asked.get('client_secret') === 'bi-mat' && asked.get('client_id') === clientOf(partner) && asked.get('grant_type') === 'client_credentials';
        response.writeHead(good ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token: app.test.identity.token(partner.subject, partner.claims), expires_in: 60 }));
      });
    });
    await new Promise<void>((resolve) => tokens.listen(0, '127.0.0.1', resolve));
    await app.test.app.listen(0, '127.0.0.1');
    const api = (app.test.app.getHttpServer() as Server).address() as AddressInfo;
    let ended = false;
    const working = (async () => {
      while (!ended) {
        await app.test.get(ExchangeWorker).round();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    try {
      const output = await new Promise<string>((done, failed) => {
        execFile(process.execPath, [join(dir, 'example.js')], {
          env: {
            PATH: process.env['PATH'], API_URL: `http://127.0.0.1:${api.port}`, TOKEN_URL: `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/token`, CLIENT_ID: clientOf(partner), CLIENT_SECRET: 'bi-mat',
            ENTERPRISE_CODE: employer.enterpriseCode, MONTH: '2025-05', SEQUENCE_NO: '1',
          },
        }, (error, stdout, stderr) => (error === null ? done(stdout) : failed(new Error(stdout + stderr))));
      });
      expect(output.trim().split('\n')).toEqual([
        'sent C12_NOTICE no. 1: RECEIVED, duplicate=false', 'sent again: same entry true, duplicate=true', 'MATCHED: 1 matched, 1 refused', 'row 2: NOT_TEN_DIGITS in enterpriseCode',
      ]);
    } finally {
      ended = true;
      await working;
      tokens.close();
      rmSync(dir, { recursive: true, force: true });
    }
  }, 120_000);

  it('SOC-09: its check of notices takes ours, and none that is altered or old', async () => {
    const compiled = ts.transpileModule(readFileSync(join(CLIENT, 'client.ts'), 'utf8'), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
    const module: { exports: { isNoticeAuthentic?: (...parts: unknown[]) => boolean } } = { exports: {} };
    new Function('exports', 'require', compiled.outputText)(module.exports, require);
    const check = (at: number, body: string, signature: string) => module.exports.isNoticeAuthentic?.('s', { timestamp: String(at), signature }, body, new Date(1_000_000));
    expect(check(1_000, '{}', signatureOf('s', 1_000, '{}'))).toBe(true);
    expect(check(1_000, '{} ', signatureOf('s', 1_000, '{}'))).toBe(false);
    expect(check(1_000, '{}', 'v1=')).toBe(false);
    expect(check(700, '{}', signatureOf('s', 700, '{}'))).toBe(true);
    expect(check(699, '{}', signatureOf('s', 699, '{}'))).toBe(false);
  });
});
