/** One stack per data folder: who runs it, and whether the last one is really gone. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { isAlive } from './cache.mjs';
import { until } from './wait.mjs';

/** @typedef {{ pid: number, bornAt: string | undefined, guardPid: number | undefined, guardBornAt: string | undefined, portBase: number }} Lock */

/**
 * Takes the folder, or throws who has it. Waits for the guard of a killed stack, which is still ending its processes.
 * @param {string} dataDir
 * @param {{ portBase: number, guardPid: number | undefined }} by
 */
export async function takeStackLock(dataDir, { portBase, guardPid }) {
  const holder = runningStack(dataDir);
  if (holder) throw new Error(`A stack already runs on ${dataDir}: pid ${holder.pid}, http://localhost:${holder.portBase}`);
  const last = read(dataDir);
  if (last) {
    await until(() => !lives(last.guardPid, last.guardBornAt), { what: 'the last stack is still being ended', withinMs: 15_000 });
  }
  mkdirSync(dataDir, { recursive: true });
  /** @type {Lock} */
  const lock = { pid: process.pid, bornAt: bornAt(process.pid), guardPid, guardBornAt: bornAt(guardPid), portBase };
  writeFileSync(fileOf(dataDir), JSON.stringify(lock));
}

/** @param {string} dataDir */
export function releaseStackLock(dataDir) {
  if (read(dataDir)?.pid === process.pid) rmSync(fileOf(dataDir), { force: true });
}

/**
 * The stack that runs on this folder now, or is still being ended by its guard.
 * @param {string} dataDir
 */
export function runningStack(dataDir) {
  const lock = read(dataDir);
  return lock && lives(lock.pid, lock.bornAt) ? lock : undefined;
}

/** @param {string} dataDir */
const fileOf = (dataDir) => path.join(dataDir, 'stack.lock');

/**
 * @param {string} dataDir
 * @returns {Lock | undefined}
 */
function read(dataDir) {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {number | undefined} pid
 * @param {string | undefined} born
 */
function lives(pid, born) {
  return pid !== undefined && isAlive(pid) && bornAt(pid) === born;
}

/**
 * When the process was started, in ticks since boot: a pid alone may have been given to another program since.
 * @param {number | undefined} pid
 */
function bornAt(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
