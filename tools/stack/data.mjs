/** Deleting the data of a stack: the folder, and what PostgreSQL keeps elsewhere. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runningStack } from './lock.mjs';

/**
 * Throws while a stack runs on it, and for a folder that is no data of a stack.
 * @param {string} dataDir
 * @returns {boolean} False when there was nothing.
 */
export function deleteData(dataDir) {
  if (!existsSync(dataDir)) return false;
  const holder = runningStack(dataDir);
  if (holder) throw new Error(`A stack runs on ${dataDir} (pid ${holder.pid}): stop it first with Ctrl-C.`);
  const known = ['secrets.json', 'stack.lock', 'logs', 'test'].some((name) => existsSync(path.join(dataDir, name)));
  if (!known && path.basename(dataDir) !== '.data') throw new Error(`${dataDir} does not look like data of this stack; nothing deleted.`);
  for (const folder of [dataDir, path.join(dataDir, 'test', 'infra'), path.join(dataDir, 'test', 'stack'), path.join(dataDir, 'faults'), path.join(dataDir, 'bench')]) {
    const pointer = path.join(folder, 'postgres.location');
    if (existsSync(pointer)) rmSync(readFileSync(pointer, 'utf8'), { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
  return true;
}
