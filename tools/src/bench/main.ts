import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { thisMachine } from '../support/machine';
import { atRest } from './at-rest';
import { BenchLab } from './bench-lab';
import { catchUp } from './catch-up';
import { CityParts } from './city/parts';
import { commands } from './commands';
import { drain } from './drain';
import { gatewayRead } from './gateway-read';
import { latency } from './latency';
import { shown, verdict, type Row } from './row';
import { cityMarkdown, markdown, withCity } from './markdown';

/** The parts that compare with bare kafkajs come before those that run our client, and with it our patches, in this process. */
const PARTS: Readonly<Record<string, (lab: BenchLab) => Promise<Row[]>>> = { latency, 'catch-up': catchUp, commands, drain, 'gateway-read': gatewayRead, 'at-rest': atRest };

/**
 * `npm run bench`: each measurement against its baseline in the same run, both sides in turn. Exit 1 when a row is short.
 *   --only a,b   parts by name
 *   --city       the measurements of a city of a million members instead, some forty minutes
 *   --document   also writes the table to docs/benchmarks.md; with --city into its section of the city
 */
async function main(argv: readonly string[]): Promise<void> {
  const lab = await BenchLab.open();
  const city = argv.includes('--city') ? new CityParts(lab) : null;
  const parts: Readonly<Record<string, (lab: BenchLab) => Promise<Row[]>>> = city?.parts ?? PARTS;
  const only = argv.includes('--only') ? (argv[argv.indexOf('--only') + 1] ?? '').split(',') : Object.keys(parts);
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const name of only) {
    const part = parts[name];
    if (part === undefined) throw new Error(`No part ${name}; there are: ${Object.keys(parts).join(', ')}`);
    process.stdout.write(`\n${name} …\n`);
    try {
      for (const row of await part(lab)) {
        rows.push(row);
        process.stdout.write(`${verdict(row).padEnd(7)}${row.title}: ${row.figure} (${row.target}); ours ${shown(row.ours)}; baseline ${shown(row.baseline)}\n`);
      }
    } catch (error) {
      failures.push(`${name}: could not be measured: ${error instanceof Error ? error.message : String(error)}`);
      process.stdout.write(`FAIL   ${failures.at(-1)}\n`);
    }
  }
  await city?.close();
  failures.push(...rows.filter(({ pass }) => pass === false).map(({ title, figure, target }) => `${title}: ${figure}, target ${target}`));
  const machine = thisMachine();
  const file = process.env['RESULT_FILE'];
  if (file !== undefined) writeFileSync(file, `${JSON.stringify({ machine, rows, failures }, null, 2)}\n`);
  if (argv.includes('--document')) {
    const document = join(__dirname, '../../../docs/benchmarks.md');
    const before = existsSync(document) ? readFileSync(document, 'utf8') : '';
    writeFileSync(document, city === null ? withCity(markdown(rows, failures, machine), before) : withCity(before, cityMarkdown(rows, failures, machine)));
  }
  process.stdout.write(`\n${failures.length === 0 ? 'No row is short.' : `Short:\n${failures.map((one) => `  ${one}`).join('\n')}`}\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
