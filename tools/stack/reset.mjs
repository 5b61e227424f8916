/** `npm run reset`: deletes the data of the stack (default .data), the one PostgreSQL keeps elsewhere included. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runningStack } from './lock.mjs';
import { optionsFrom } from './options.mjs';

const { dataDir } = optionsFrom(process.argv.slice(2));
const holder = runningStack(dataDir);
if (holder) {
  process.stderr.write(`A stack runs on ${dataDir} (pid ${holder.pid}): stop it first with Ctrl-C.\n`);
  process.exit(1);
}
if (!existsSync(dataDir)) {
  process.stdout.write(`Nothing to delete: there is no ${dataDir}.\n`);
} else if (!existsSync(path.join(dataDir, 'secrets.json')) && !existsSync(path.join(dataDir, 'logs')) && path.basename(dataDir) !== '.data') {
  process.stderr.write(`${dataDir} does not look like data of this stack; nothing deleted.\n`);
  process.exit(1);
} else {
  const pointer = path.join(dataDir, 'postgres.location');
  if (existsSync(pointer)) rmSync(readFileSync(pointer, 'utf8'), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
  process.stdout.write(`Deleted ${dataDir}.\n`);
}
