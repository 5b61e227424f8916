/** Tests of the stack runner itself: `node --test tools/stack/stack.test.mjs`. No database, broker or identity server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isAlive } from './cache.mjs';
import { deleteData } from './data.mjs';
import { Ledger } from './ledger.mjs';
import { identityDoor, isOpen } from './identity-door.mjs';
import { releaseStackLock, runningStack, takeStackLock } from './lock.mjs';
import { terminalLog } from './log.mjs';
import { Managed } from './managed.mjs';
import { failedTasks } from './nx-run.mjs';
import { inRoot } from './paths.mjs';
import { assertPortsFree, portsFrom } from './ports.mjs';
import { ProcessGroup } from './processes.mjs';
import { changeOf, differs } from './realm-diff.mjs';
import { describedRealm } from './realm.mjs';
import { secretsOf } from './secrets.mjs';
import { until } from './wait.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'doanket-stack-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const script = (/** @type {string} */ code) => ['-e', code];
const idle = 'setInterval(() => {}, 1000)';

test('ports are counted from the base, each once', () => {
  const ports = portsFrom(5000);
  assert.equal(ports.gateway, 5000);
  assert.equal(new Set(Object.values(ports)).size, Object.keys(ports).length);
  assert.throws(() => portsFrom(80), /--port-base/);
});

test('a busy port is named with who holds it', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  await assert.rejects(assertPortsFree({ kafka: port }), new RegExp(`port ${port} \\(kafka\\) is taken by .*pid ${process.pid}`));
  server.close();
});

test('secrets are made once and are nobody else’s to read', () => {
  const first = secretsOf(path.join(folder, 'secrets'));
  assert.deepEqual(secretsOf(path.join(folder, 'secrets')), first);
  assert.equal(Buffer.from(first.fieldKey, 'base64').length, 32);
});

test('one stack per data folder; a dead owner does not count', async () => {
  const dataDir = path.join(folder, 'locked');
  await takeStackLock(dataDir, { portBase: 4000, guardPid: undefined });
  await assert.rejects(takeStackLock(dataDir, { portBase: 4000, guardPid: undefined }), /already runs/);
  assert.throws(() => deleteData(dataDir), /stop it first/);
  releaseStackLock(dataDir);
  writeFileSync(path.join(dataDir, 'stack.lock'), JSON.stringify({ pid: process.pid, bornAt: 'another life' }));
  assert.equal(runningStack(dataDir), undefined);
  assert.equal(deleteData(dataDir), true);
});

test('only data of a stack is deleted', () => {
  const stranger = path.join(folder, 'stranger');
  secretsOf(stranger);
  rmSync(path.join(stranger, 'secrets.json'));
  assert.throws(() => deleteData(stranger), /does not look like/);
});

test('the log line of a service is readable and says who, what and how bad', () => {
  /** @type {string[]} */
  const lines = [];
  const log = terminalLog({ write: (line) => void lines.push(line), colour: false });
  log.service('awards', JSON.stringify({ level: 'info', time: '2026-01-02T03:04:05.000Z', service: 'awards', event: 'service-started', port: 4005 }));
  log.quiet(true);
  log.service('awards', JSON.stringify({ level: 'info', event: 'unseen' }));
  log.service('awards', JSON.stringify({ level: 'error', event: 'outbox-failed' }));
  assert.equal(lines.length, 2);
  assert.match(String(lines[0]), /^\d\d:\d\d:\d\d awards +info +service-started port=4005$/);
  assert.match(String(lines[1]), /awards +error outbox-failed/);
});

test('failed tasks of Nx are read, passed ones are not', () => {
  const output = ['- not:this', ' NX   Running targets lint, test:int for 2 projects failed', '', 'Failed tasks:', '', '- membership:lint', '- membership:test:int', ''];
  assert.deepEqual([...failedTasks(output)], ['membership:lint', 'membership:test:int']);
  assert.equal(failedTasks([' NX   Successfully ran targets lint for 2 projects', '- a:b']).size, 0);
});

test('a skipped test is a failure', () => {
  const ledger = new Ledger();
  ledger.add('x', { passed: 3, failed: 0, skipped: 1 });
  assert.equal(ledger.total(), '3 passed, 1 failed');
});

test('a program that dies is started again; the environment of one launch is not', async () => {
  const group = new ProcessGroup();
  const logFile = path.join(folder, 'managed.log');
  const program = new Managed('x', group, {
    spec: { name: 'x', command: process.execPath, args: script(`console.log('FP=' + process.env.FP); ${idle}`), logFile },
    ready: () => until(() => existsSync(logFile) && /FP=/.test(readFileSync(logFile, 'utf8')), { what: 'x', withinMs: 5000 }),
    restart: true,
  });
  await program.start({ env: { FP: 'set' } });
  const first = program.pid;
  program.kill('SIGKILL');
  const second = await until(() => program.pid !== first && program.pid, { what: 'restart', withinMs: 5000 });
  assert.notEqual(second, first);
  await until(() => /FP=undefined/.test(readFileSync(logFile, 'utf8')), { what: 'second launch', withinMs: 5000 });
  await program.stop();
  assert.equal(program.pid, undefined);
  await group.close();
});

test('when the parent is killed, no child stays behind, not even one that ignores SIGTERM', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', `
    import { ProcessGroup } from ${JSON.stringify(pathToFileURL(inRoot('tools/stack/processes.mjs')).href)};
    const group = new ProcessGroup();
    const logFile = ${JSON.stringify(path.join(folder, 'orphans.log'))};
    const spec = (name, code) => ({ name, command: process.execPath, args: ['-e', code], logFile });
    const polite = group.start(spec('polite', ${JSON.stringify(idle)}));
    const stubborn = group.start(spec('stubborn', "process.on('SIGTERM', () => {}); " + ${JSON.stringify(idle)}));
    console.log(JSON.stringify([polite.pid, stubborn.pid, group.guardPid]));
    ${idle};
  `], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pids = /** @type {number[]} */ (JSON.parse(String(await new Promise((resolve) => parent.stdout.once('data', resolve)))));
  assert.ok(pids.every(isAlive));
  parent.kill('SIGKILL');
  await until(() => pids.every((pid) => !isAlive(pid)), { what: 'the end of all children', withinMs: 8000 });
});

test('what is described counts, what is not does not, and lists of words have no order', () => {
  assert.equal(differs({ a: 1, list: ['x', 'y'] }, { a: 1, b: 2, list: ['y', 'x'] }), false);
  assert.equal(differs({ a: { b: 1 } }, { a: { b: 1, c: 2 } }), false);
  assert.equal(differs({ a: '' }, {}), false);
  for (const current of [{ a: 2 }, {}, null, { a: '1' }, { a: [1] }]) assert.equal(differs({ a: 1 }, current), true);
  assert.equal(differs({ list: ['x'] }, { list: ['x', 'y'] }), true);
  assert.equal(differs({ steps: [{ a: 1 }, { a: 2 }] }, { steps: [{ a: 2 }, { a: 1 }] }), true);
  assert.deepEqual(changeOf(['a', 'b'], ['b', 'c']), { add: ['a'], drop: ['c'] });
});

test('the described realm has its name and all values, or says which are missing', () => {
  const environment = { PUBLIC_BASE_URL: 'http://p', GATEWAY_INTERNAL_URL: 'http://g', GATEWAY_CLIENT_SECRET: 'a', MEMBERSHIP_CLIENT_SECRET: 'b', REALM_KEEPER_CLIENT_SECRET: 'c', PLATFORM_ADMIN_PASSWORD: 'd"e', BROWSER_FLOW: 'browser' };
  const realm = describedRealm('other', environment);
  assert.equal(realm.defaultRole.name, 'default-roles-other');
  assert.doesNotMatch(JSON.stringify(realm), /\$\{[A-Z_]{3,}\}/);
  assert.equal(realm.users[0].credentials[0].value, 'd"e');
  assert.throws(() => describedRealm('other', { ...environment, BROWSER_FLOW: '' }), /needs BROWSER_FLOW$/);
});

test('the identity door is open for the pages of one realm and for nothing else', () => {
  for (const url of ['/realms/doanket/protocol/openid-connect/auth?x=../', '/realms/doanket/account/', '/resources/abc/login/keycloak.v2/css/styles.css']) assert.equal(isOpen(url, 'doanket'), true, url);
  const shut = ['/', '/realms/master/protocol/openid-connect/token', '/realms/doanket', '/realms/doanket-2/x', '/admin/realms/doanket/users', '/health/ready', '/metrics', '/realms/doanket/../master/x',
    '/realms/doanket/%2e%2e/master/x', '/realms/doanket//x', '/realms/doanket/./x', '/resources/..%2fadmin', '/Realms/doanket/x', '/realms/doanket/x\\y', 'http://elsewhere/realms/doanket/x', '/js/keycloak.js'];
  for (const url of shut) assert.equal(isOpen(url, 'doanket'), false, url);
});

test('the identity door says from where and how it was asked, and believes only its own proxies', async () => {
  /** @type {import('node:http').IncomingHttpHeaders[]} */
  const seen = [];
  const listen = async (/** @type {http.Server} */ server) => {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return `http://127.0.0.1:${/** @type {net.AddressInfo} */ (server.address()).port}`;
  };
  const inside = http.createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(302, { location: '/elsewhere', 'set-cookie': ['a=1', 'b=2'] });
    request.on('data', () => undefined).on('end', () => response.end('moved'));
  });
  const url = await listen(inside);
  const [plain, trusting] = [[], ['127.0.0.1']].map((trusted) => identityDoor({ url, publicUrl: 'https://id.example.vn', trusted }));
  const [first, second] = [await listen(/** @type {http.Server} */ (plain)), await listen(/** @type {http.Server} */ (trusting))];
  const headers = { 'x-forwarded-for': '10.9.9.9', 'x-forwarded-host': 'evil.example', forwarded: 'for=1.2.3.4' };
  const answer = await fetch(`${first}/realms/doanket/x`, { headers, redirect: 'manual' });
  assert.deepEqual([answer.status, answer.headers.get('location'), answer.headers.getSetCookie()], [302, '/elsewhere', ['a=1', 'b=2']]);
  await fetch(`${second}/realms/doanket/x`, { headers, redirect: 'manual', method: 'POST', body: 'a=b' });
  assert.deepEqual(seen.map((one) => [one['x-forwarded-for'], one['x-forwarded-host'], one['x-forwarded-proto'], one.host, one['forwarded']]), [
    ['127.0.0.1', 'id.example.vn', 'https', 'id.example.vn', undefined], ['10.9.9.9, 127.0.0.1', 'id.example.vn', 'https', 'id.example.vn', undefined],
  ]);
  assert.equal((await fetch(`${first}/admin/`)).status, 404);
  assert.equal((await fetch(`${first}/realms/doanket/x`, { method: 'DELETE' })).status, 404);
  assert.equal((await fetch(`${first}/realms/doanket/x`, { method: 'POST', body: 'x'.repeat(300_000) })).status, 413);
  inside.closeAllConnections();
  await new Promise((resolve) => inside.close(resolve));
  assert.equal((await fetch(`${first}/realms/doanket/x`)).status, 502);
  for (const server of [plain, trusting]) server?.close();
});
