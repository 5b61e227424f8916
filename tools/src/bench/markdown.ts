import { inWords, type Machine } from '../support/machine';
import { shown, verdict, type Row } from './row';

/** What stands in the document about a city lies behind this line; the two kinds of runs replace each its own part. */
const CITY = '<!-- city -->';

/** The first part of one document with the city's part of another. */
export function withCity(plain: string, city: string): string {
  const [own = ''] = plain.split(CITY);
  const [, part] = city.split(CITY);
  return part === undefined ? own : `${own.trimEnd()}\n\n${CITY}${part}`;
}

const table = (rows: readonly Row[]): string =>
  rows.map((row) => `| ${row.title} | ${shown(row.ours)} | ${row.baseline === null ? '–' : `${row.baseline.label}: ${shown(row.baseline)}`} | ${row.figure} | ${row.target} | ${verdict(row)} |`).join('\n');

/** The part about a city of a million members. Written by the benchmark, not by hand. */
export function cityMarkdown(rows: readonly Row[], failures: readonly string[], machine: Machine): string {
  return `${CITY}
## A city of a million members

Written by \`npm run bench -- --city --document\`: 1,000,000 members in 7,000 grassroots unions under 40 upper unions and a zone union, all
brought in through the API. Shown are medians with the lowest and highest round in brackets.

Machine: ${inWords(machine)}.

| measurement | ours | baseline | compared | target | result |
| --- | --- | --- | --- | --- | --- |
${table(rows)}

${failures.length === 0 ? 'No row is short.' : `Short or not measured:\n\n${failures.map((one) => `- ${one}`).join('\n')}`}

${CITY_NOTES}`;
}

const CITY_NOTES = `### What is measured

- **Import**: a CSV file through the import door: sent in parts, read and checked in a thread, identifiers sealed, compared with everybody who is
  there, written with events and counters. Baseline: a bare COPY of the very rows it left (persons, memberships, salaries, what the
  figures of days are counted from, heads of their events, events) out of files of the server into the same tables with the same indexes, triggers and foreign keys off.
- **Search, lists**: GET through the gateway with a session, rights and the names of units; baseline: the same two statements by bare pg, call by
  call in turn. 99th percentile of each round.
- **Figures**: baseline is SQL over the register as somebody would write it by hand, on a connection of the superuser without row-level security.
  Five rounds of five to twenty calls, call by call in turn; on subtrees of 100,000 members and more, where it takes seconds, the hand is asked once
  a round. Ours read counters, so they are far faster on large subtrees; on small ones the way through the gateway is all there is. Every call of both
  sides must say the same number.
- **Commands**: applications of single members, eight clients, before the city was loaded and after. A table cannot be emptied in turn, and the
  machine is not as fast in one quarter of an hour as in the next: petitions, which know nothing of members, are measured in turn with both, and their pace is taken out.
- **Dues**: a month of 700,000 members of its own in 7,000 unions, made beforehand by SQL beside the city's million; baseline: the bare
  \`insert … select\` of the lines.
- **Plans**: what each list, search and count really sends is read from the server's log (auto_explain) in the running city. SHORT names the
  table that was read from end to end.
- **Reorganisation**: 40 upper unions end and their unions hang on the city, by one live decision; four readers go on meanwhile. The directory
  copies of the five other services are looked at ten times a second: each must hold none of it or all. It can be played once, so it has one round.
`;

/** The document of the last measured run. Written by the benchmark, not by hand. */
export function markdown(rows: readonly Row[], failures: readonly string[], machine: Machine): string {
  return `# Benchmarks

Written by \`npm run bench -- --document\`. Each row is measured against its baseline in the same run on the same machine, both sides
in turn (ABAB, five rounds after one that does not count); shown are medians with the lowest and highest round in brackets.
Only the compared figure is judged: absolute values say what machine it was.

Machine: ${inWords(machine)}.

| measurement | ours | baseline | compared | target | result |
| --- | --- | --- | --- | --- | --- |
${table(rows)}

${failures.length === 0 ? 'No row is short.' : `Short or not measured:\n\n${failures.map((one) => `- ${one}`).join('\n')}`}

## What is measured

- **Command → event → read model**: a petition is sent to the gateway 50 times a second; the clock runs from the call to the row in the
  tables of \`reports\`, looked for every 3 ms. Baseline: one message produced and consumed by bare kafkajs at the same rate.
- **Commands with outbox**: transaction, scope, insert and event by our libraries, eight clients in one process. Baseline: the very
  statements of one such command, recorded on their way to the server and sent by bare \`pg\` with new ids, eight clients. HTTP and
  sign-in are in neither.
- **Outbox drain**: the relay reads, sends and marks what waits. Baseline: the same messages from memory by \`sendBatch\`.
- **Catch-up**: the service \`reports\` works off what gathered while it was down. Baseline: a consumer of kafkajs as it comes, without our
  patches, three partitions at a time, one INSERT of 200 rows into an equal table. Both from the first row to the last. The baseline is a
  yardstick that stays as it is: with chunks as large as ours it was a tenth to a quarter faster (ADR 14).
- **GET of one record**: 32 connections through the gateway with a session, permissions and row-level security. Baselines: a Fastify
  handler with the same query, behind a proxy that only passes on, and alone.
- **Idle**: time of the services on a processor over 30 s, five times after 30 s of rest, of one core.
  **Memory**: proportional set size where the system tells it, so that the buffers PostgreSQL shares count once.
`;
}
