/** `npm run reset`: deletes the data of the stack (default .data). */
import process from 'node:process';
import { deleteData } from './data.mjs';
import { optionsFrom, textOf } from './options.mjs';

try {
  const { dataDir } = optionsFrom(process.argv.slice(2));
  process.stdout.write(deleteData(dataDir) ? `Deleted ${dataDir}.\n` : `Nothing to delete: there is no ${dataDir}.\n`);
} catch (error) {
  process.stderr.write(`${textOf(error)}\n`);
  process.exit(1);
}
