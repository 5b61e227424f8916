import { ROUTES, type RouteContract } from '@doanket/contracts';
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../../tools/src/support/gateway-session';
import { casesOf, type Cases } from './fuzz-cases';
import { operationsOf, type Case, type Operation } from './fuzz-schema';
import { administrator, codeOf, faultOfProblem, inBatches, nobody, person, verdictOf, type Caller } from './roles';

/**
 * Bad input, generated from the OpenAPI document that the gateway serves (issue section 7, engineering handbook 10.3):
 * never 5xx, every refusal a problem document that names the field, no effect of a refusal, answers that fit their contract.
 */
const SERVICES = ['membership', 'campaigns', 'initiatives', 'welfare', 'awards', 'reports'] as const;
/** Asked in this order for who may: what gets through has its effect in one ward of today. */
const ASKED = ['s.chu-tich.phuong-30', 'g.chu-tich.hoan-kiem-co-so-1', 's.can-bo.phuong-30', 'c.chu-tich'] as const;
const WARD = ['phuong-30'];
const AT_ONCE = 6;
/** On a busy machine the largest service takes its time. */
const LONG_MS = 150_000;

/** Not called with input that fits; what is broken is sent to them too. */
const NOT_CALLED: Readonly<Record<string, string>> = {
  'reports.startRebuild': 'rebuilds the read model; the fault runs do it under load',
  'membership.verifyAudit': 'walks the whole trail', 'campaigns.verifyAudit': 'walks the whole trail', 'initiatives.verifyAudit': 'walks the whole trail', 'welfare.verifyAudit': 'walks the whole trail', 'awards.verifyAudit': 'walks the whole trail', 'reports.verifyAudit': 'walks the whole trail',
  'membership.openPartner': 'opens a client at the identity server',
  'membership.createPerson': 'may open an account at the identity server; names are tried below',
  'reports.addIndicator': 'the dictionary of everybody',
};

let callers: Caller[] = [];
let keeper: Caller;
let operations: readonly Operation[] = [];

beforeAll(async () => {
  for (const username of ASKED) callers = [...callers, await person(username)];
  keeper = await administrator();
  callers = [...callers, keeper];
  const { body } = await nobody().call<Parameters<typeof operationsOf>[0]>('GET', '/api/openapi.json');
  operations = operationsOf(body);
}, 180_000);

const routeOf = (operation: Operation): RouteContract => {
  const found = ROUTES.find(({ service, name }) => `${service}.${name}` === operation.id);
  if (found === undefined) throw new Error(`No contract of ${operation.id}`);
  return found;
};
const callerOf = (operation: Operation): Caller => callers.find((caller) => ['ALLOWED', 'OPEN'].includes(verdictOf(caller, routeOf(operation)))) ?? keeper;
const drawn = new Map<string, Cases>();
function casesFor(operation: Operation): Cases {
  const cases = drawn.get(operation.id) ?? casesOf(operation, operations.indexOf(operation), callerOf(operation).name.startsWith('c.') ? [] : WARD);
  drawn.set(operation.id, cases);
  return cases;
}

async function send({ operation, path, body }: Case): Promise<Answer> {
  const isBytes = body instanceof Uint8Array;
  const headers = { ...(isBytes ? { 'content-type': 'application/octet-stream', 'x-file-name': 'tep.bin' } : {}), ...(['PUT', 'PATCH'].includes(operation.method) ? { 'if-match': '"1"' } : {}) };
  return callerOf(operation).call(operation.method, path, body, headers);
}

const line = ({ operation, path, body, note }: Case, answer: Answer): string =>
  `${operation.method} ${path.slice(0, 160)} [${note}] ${(JSON.stringify(body) ?? '').slice(0, 200)} answers ${answer.status} ${codeOf(answer)} ${JSON.stringify((answer.body as { errors?: unknown } | null)?.errors ?? '').slice(0, 200)}`;

/** What no answer may be, whatever was sent; null when all is well. */
function faultOf(one: Case, answer: Answer): string | null {
  const fault = faultOfProblem(answer);
  if (fault !== null) return `${line(one, answer)}: ${fault}`;
  if (answer.status >= 500 && !(answer.status === 503 && answer.headers.has('retry-after'))) return line(one, answer);
  if (codeOf(answer) === 'request/invalid' && !pointersOf(answer).every((pointer) => pointer.startsWith('/'))) return `${line(one, answer)}: without a pointer`;
  if (answer.status >= 400) return null;
  const route = routeOf(one.operation);
  const parsed = route.bytes === 'raw-out' ? { success: true as const } : route.answer.safeParse(answer.body);
  return parsed.success ? null : `${line(one, answer)}: not as its contract says: ${parsed.error.issues.slice(0, 2).map((issue) => `${issue.path.join('/')} ${issue.message}`).join('; ')}`;
}

function pointersOf({ body }: Answer): string[] {
  const errors = (body as { errors?: { pointer?: string }[] } | null)?.errors ?? [];
  return errors.length === 0 ? [''] : errors.map(({ pointer }) => pointer ?? '');
}

/** The newest row of a service's audit trail: what changed anything left one. */
async function newestAudit(service: string): Promise<string> {
  const { body } = await keeper.call<{ items: { seq: string }[] }>('GET', `/api/${service}/system/audit?limit=1`);
  return body.items[0]?.seq ?? '0';
}

describe.each(SERVICES)('%s', (service) => {
  const own = () => operations.filter((operation) => operation.service === service);

  it('refuses what is broken, names the place, and nothing happens', async () => {
    const before = await newestAudit(service);
    const faults = await inBatches(own().flatMap((operation) => casesFor(operation).broken), AT_ONCE, async (one) => {
      const answer = await send(one);
      const fault = faultOf(one, answer);
      if (fault !== null) return fault;
      // An address that no route has, or bytes that break its form, end before the field is looked at.
      if (answer.status === 404 && one.note.startsWith('/params')) return null;
      return answer.status === 400 && pointersOf(answer).some((pointer) => pointer.startsWith(one.note)) ? null : `${line(one, answer)}, not 400 at ${one.note}`;
    });
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
    expect(await newestAudit(service)).toBe(before);
  }, LONG_MS);

  it('answers whatever fits or lies at an edge, and never with 5xx', async () => {
    const cases = own().filter(({ id }) => NOT_CALLED[id] === undefined).flatMap((operation) => [...casesFor(operation).hopeful, ...casesFor(operation).edge]);
    const faults = await inBatches(cases, AT_ONCE, async (one) => faultOf(one, await send(one)));
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  }, LONG_MS);
});

it('every operation that is not called exists', () => {
  const ids = operations.map(({ id }) => id);
  expect(Object.keys(NOT_CALLED).filter((id) => !ids.includes(id))).toEqual([]);
});

describe('what is no request at all', () => {
  it.each([
    ['broken JSON', '{"unitCode": "phuong-30",', 400], ['two megabytes', `{"text": "${'x'.repeat(2_100_000)}"}`, 413], ['nested a thousand deep', `${'['.repeat(1_000)}${']'.repeat(1_000)}`, 400], ['a key that changes prototypes', '{"__proto__": {"isAdmin": true}, "unitCode": "phuong-30"}', 400],
  ])('%s', async (_what, text, status) => {
    const answer = await callers[0]!.call('POST', '/api/campaigns/petitions', new TextEncoder().encode(text), { 'content-type': 'application/json' });
    expect([answer.status, faultOfProblem(answer)]).toEqual([status, null]);
  });

  it('an address longer than a server reads', async () => {
    const answer = await callers[0]!.call('GET', `/api/campaigns/petitions?q=${'x'.repeat(20_000)}`);
    expect([answer.status, faultOfProblem(answer)]).toEqual([431, null]);
  });

  it('a POST without its key, and another thing under the same key', async () => {
    const ward = callers[0]!;
    const without = await ward.call('POST', '/api/campaigns/petitions', {}, { 'idempotency-key': '' });
    expect([without.status, pointersOf(without)]).toEqual([400, ['/headers/idempotency-key']]);
    const key = randomUUID();
    const [first, second] = ['Đề nghị thêm ghế đá.', 'Đề nghị thêm cây xanh.'].map((text) => ({ unitCode: 'phuong-30', channel: 'WRITTEN', topic: 'OTHER', text, receivedOn: new Date().toISOString().slice(0, 10) }));
    const once = await ward.call<{ id: string }>('POST', '/api/campaigns/petitions', first, { 'idempotency-key': key });
    const again = await ward.call<{ id: string }>('POST', '/api/campaigns/petitions', first, { 'idempotency-key': key });
    expect([once.status, again.status, again.body.id]).toEqual([201, 201, once.body.id]);
    const other = await ward.call('POST', '/api/campaigns/petitions', second, { 'idempotency-key': key });
    expect([other.status, faultOfProblem(other)]).toEqual([422, null]);
  });
});

describe('NFC and NFD are the same name', () => {
  const name = `Nguyễn Thị Ánh Tuyết Đệ ${Math.trunc(performance.timeOrigin).toString(36)}`;

  it('a person is kept and found under one form', async () => {
    const ward = callers[0]!;
    const { body, status } = await ward.call<{ id: string; fullName: string }>('POST', '/api/membership/persons', { fullName: name.normalize('NFD') });
    expect([status, body.fullName]).toEqual([201, name.normalize('NFC')]);
    for (const form of ['NFC', 'NFD'] as const) {
      const found = await ward.call<{ items: { id: string }[] }>('GET', `/api/membership/persons?q=${encodeURIComponent(name.normalize(form))}`);
      expect(found.body.items.map(({ id }) => id)).toEqual([body.id]);
    }
  });

  it('a nomination written the other way is the same nomination', async () => {
    const workplace = callers[1]!;
    const nominate = (form: 'NFC' | 'NFD') => workplace.call('POST', '/api/awards/nominations', {
      unitCode: 'hoan-kiem-co-so-1', titleCode: 'OUTSTANDING_WORKER', level: 'S', year: new Date().getFullYear(), achievement: 'Năng suất vượt định mức.', receiver: { receiverKind: 'INDIVIDUAL', name: name.normalize(form), directWorker: true },
    }, { 'idempotency-key': randomUUID() });
    expect((await nominate('NFC')).status).toBe(201);
    const again = await nominate('NFD');
    expect([again.status, codeOf(again)]).toEqual([409, 'awards/nominated-twice']);
  });
});
