/**
 * `npm run faults` and `npm run bench`: a whole stack of their own (ports from 14100 or 14200, data in .data/<name>),
 * then tools/dist/<name>/main.js with the rest of the command line. It steers the stack through STACK_SOCKET
 * (see control.mjs), writes its JSON to RESULT_FILE, and its exit code is ours.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { deleteData } from './data.mjs';
import { terminalLog } from './log.mjs';
import { optionsFrom, textOf } from './options.mjs';
import { inRoot } from './paths.mjs';
import { assertRequirements, dependenciesMissing, installDependencies } from './requirements.mjs';
import { startStack } from './stack.mjs';

const PORT_BASES = /** @type {Record<string, number>} */ ({ faults: 14100, bench: 14200 });

/** @param {string[]} argv */
async function main([name = '', ...argv]) {
  const portBase = PORT_BASES[name];
  if (portBase === undefined) throw new Error(`run.mjs takes one of: ${Object.keys(PORT_BASES).join(', ')}`);
  const ours = argv.filter((arg, at) => /^--(port-base|data-dir)/.test(arg) || /^--(port-base|data-dir)$/.test(argv[at - 1] ?? ''));
  const options = optionsFrom(ours, { portBase, dataDir: inRoot('.data', name) });
  assertRequirements();
  if (dependenciesMissing()) await installDependencies();
  // From nothing: what an earlier, aborted run left behind would count as loss or as doubles.
  deleteData(options.dataDir);

  const log = terminalLog();
  log.quiet(true);
  const stack = await startStack({ dataDir: options.dataDir, portBase: options.portBase, keepAdmin: true, log });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => void stack.stopAll().then(() => process.exit(130)));
  try {
    const program = inRoot('tools/dist', name, 'main.js');
    if (!existsSync(program)) throw new Error(`${program} is not there`);
    // Data may lie elsewhere (--data-dir), the result always here.
    mkdirSync(inRoot('.data'), { recursive: true });
    const child = stack.group.start({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', program, ...argv.filter((arg) => !ours.includes(arg))],
      env: { ...stack.toolEnv(), RESULT_FILE: path.join(inRoot('.data'), `${name}.json`) },
      logFile: stack.context.logFile(name),
      inherit: true,
    });
    const { code } = await child.exited;
    return code ?? 1;
  } finally {
    await stack.stopAll();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`${textOf(error)}\n`);
    process.exit(1);
  },
);
