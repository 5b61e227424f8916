import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWords, thisMachine } from '../support/machine';
import type { Case } from './case';
import { crashes } from './cases/crashes';
import { exported } from './cases/exports';
import { infrastructure } from './cases/infrastructure';
import { jobs } from './cases/jobs';
import { poison } from './cases/poison';
import { replays } from './cases/replays';
import { withRun } from './document';
import { Lab } from './lab';
import type { Result } from './result';

const ALL: readonly Case[] = [...crashes, ...infrastructure, ...replays, ...poison, ...jobs, ...exported];
/** Faults shown in the table; the file has all of them. */
const SHOWN = 5;

/**
 * `npm run faults`: harms a running stack and proves that nothing acknowledged is lost and nothing counts twice.
 *   --short        the cheapest cases, as `npm test` runs them
 *   --only a,b     cases by name
 *   --document     also writes the table to docs/faults.md
 */
async function main(argv: readonly string[]): Promise<void> {
  const only = argv.includes('--only') ? (argv[argv.indexOf('--only') + 1] ?? '').split(',') : null;
  const cases = ALL.filter((one) => (only !== null ? only.includes(one.name) : !argv.includes('--short') || one.short));
  if (cases.length === 0) throw new Error(`No such case; there are: ${ALL.map(({ name }) => name).join(', ')}`);
  const lab = await Lab.open();
  const results: Result[] = [];
  process.stdout.write(`\n${line('case', 'sent', 'acked', 'repeats', 'rows', 'events', 'again', 'seconds', 'result')}\n`);
  for (const one of cases) {
    const result = await play(lab, one);
    results.push(result);
    const { findings, seconds, faults } = result;
    process.stdout.write(`${line(one.title, findings?.sent, findings?.acknowledged, findings?.repeats, findings?.rows, findings?.events, findings?.duplicateDeliveries, seconds, faults.length === 0 ? 'PASS' : 'FAIL')}\n`);
    for (const fault of faults.slice(0, SHOWN)) process.stdout.write(`    ${fault}\n`);
    if (faults.length > SHOWN) process.stdout.write(`    and ${faults.length - SHOWN} more\n`);
  }
  const failures = results.filter(({ faults }) => faults.length > 0).map(({ name, faults }) => `faults: ${name}: ${faults[0]}`);
  const file = process.env['RESULT_FILE'];
  if (file !== undefined) writeFileSync(file, `${JSON.stringify({ passed: results.length - failures.length, failed: failures.length, failures, run: lab.run, results }, null, 2)}\n`);
  if (argv.includes('--document')) {
    const document = join(__dirname, '../../../docs/faults.md');
    writeFileSync(document, withRun(readFileSync(document, 'utf8'), results, inWords(thisMachine())));
  }
  process.stdout.write(`\n${results.length - failures.length} passed, ${failures.length} failed\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

async function play(lab: Lab, one: Case): Promise<Result> {
  const began = performance.now();
  const seconds = (): number => Math.round((performance.now() - began) / 100) / 10;
  try {
    const findings = await one.run(lab);
    return { name: one.name, title: one.title, seconds: seconds(), findings, faults: findings.faults };
  } catch (error) {
    return { name: one.name, title: one.title, seconds: seconds(), findings: null, faults: [`could not be played: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function line(title: string, ...cells: (string | number | undefined)[]): string {
  return [title.padEnd(54), ...cells.map((cell) => String(cell ?? '–').padStart(8))].join('');
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
