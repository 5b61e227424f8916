/**
 * The per-user cache: downloads and the built Keycloak, keyed by version and build options, shared by every checkout.
 * What is in it can be made again; deleting the folder is always safe while no stack runs.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { until } from './wait.mjs';

/** @param {...string} parts */
export function cacheDir(...parts) {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(base, 'doanket', ...parts);
}

/**
 * A folder of the cache, made once. `make` fills an empty folder, which gets its final name only when it is complete,
 * so a killed first start leaves nothing half-built behind; two stacks that start at once wait for each other.
 * @param {string} key Version and build options.
 * @param {(folder: string) => Promise<void>} make
 * @returns {Promise<string>}
 */
export async function cached(key, make) {
  const folder = cacheDir(key);
  if (existsSync(folder)) return folder;
  return withLock(key, async () => {
    if (existsSync(folder)) return folder;
    const partial = `${folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    await make(partial);
    renameSync(partial, folder);
    return folder;
  });
}

/**
 * One at a time among all processes of this user. A lock whose owner has died is taken over.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  const lock = cacheDir(`${name}.lock`);
  mkdirSync(cacheDir(), { recursive: true });
  await until(() => takeLock(lock), { what: `waiting for another process that holds ${lock}`, withinMs: 900_000, everyMs: 200 });
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(readFileSync(lock, 'utf8'));
    if (!isAlive(owner)) rmSync(lock, { force: true });
    return false;
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
