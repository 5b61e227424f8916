/**
 * `npm start`: everything on this machine, in the foreground, until Ctrl-C.
 *   --empty         no demo year; prints the one administrator's account
 *   --infra-only    PostgreSQL, Kafka and Keycloak alone; prints how to connect
 *   --dev           builds and restarts what changes (`npm run dev`)
 *   --port-base N   moves all ports (default 4000, or DOANKET_PORT_BASE)
 *   --data-dir DIR  keeps data elsewhere (default .data)
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { watchSources } from './dev.mjs';
import { playDemo } from './demo.mjs';
import { terminalLog } from './log.mjs';
import { optionsFrom, textOf } from './options.mjs';
import { assertRequirements, dependenciesMissing, installDependencies } from './requirements.mjs';
import { startStack } from './stack.mjs';
import { accountsText, connectionsText } from './welcome.mjs';

const log = terminalLog();

/** @param {string[]} argv */
async function main(argv) {
  const options = optionsFrom(argv);
  assertRequirements();
  const beforeInstall = performance.now();
  const missing = dependenciesMissing();
  if (missing) await installDependencies();
  const installSeconds = (performance.now() - beforeInstall) / 1000;

  const { dataDir, portBase, infraOnly, dev } = options;
  // The administrator of Keycloak's own realm stays only where developers asked for bare infrastructure.
  const stack = await startStack({ dataDir, portBase, infraOnly, dev, keepAdmin: infraOnly, log });
  stopOnSignal(stack);
  if (missing) stack.timing.done.unshift({ name: 'npm ci', seconds: installSeconds });

  if (infraOnly) {
    log.stack(connectionsText(stack));
  } else {
    const played = path.join(dataDir, 'demo.done');
    if (!options.empty && !existsSync(played)) {
      await stack.phase('demo year', () => playDemo(stack)).catch(async (error) => {
        await stack.stopAll();
        throw new Error(`${textOf(error)}\nThe demo year is not complete. Begin again with: npm run reset && npm start`);
      });
      writeFileSync(played, new Date().toISOString());
    }
    process.stdout.write(`\n${accountsText(stack, { empty: options.empty })}\n`);
  }
  process.stdout.write(`\nSeconds: ${stack.timing.summary()}\n`);
  process.stdout.write('Ctrl-C stops everything; the data stays.\n\n');
  if (dev) watchSources(stack);
}

/**
 * The first signal stops in order, a second one at once: the guard then ends what is left.
 * @param {import('./stack.mjs').Stack} stack
 */
function stopOnSignal(stack) {
  let stopping = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stack.stopAll().then(() => process.exit(0), (error) => {
        log.stack(textOf(error));
        process.exit(1);
      });
    });
  }
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${textOf(error)}\n`);
  process.exit(1);
});
