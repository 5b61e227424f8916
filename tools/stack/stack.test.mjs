/** Tests of the stack runner itself: `node --test tools/stack/stack.test.mjs`. No database, broker or identity server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isAlive } from './cache.mjs';
import { deleteData } from './data.mjs';
import { Ledger } from './ledger.mjs';
import { releaseStackLock, runningStack, takeStackLock } from './lock.mjs';
import { terminalLog } from './log.mjs';
import { Managed } from './managed.mjs';
import { failedTasks } from './nx-run.mjs';
import { inRoot } from './paths.mjs';
import { assertPortsFree, portsFrom } from './ports.mjs';
import { ProcessGroup } from './processes.mjs';
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
