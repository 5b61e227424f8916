import { shown, verdict, type Row } from './row';

export interface Machine { readonly cores: number; readonly model: string; readonly memoryGb: number; readonly node: string; readonly platform: string }

/** The document of the last measured run. Written by the benchmark, not by hand. */
export function markdown(rows: readonly Row[], failures: readonly string[], machine: Machine): string {
  const lines = rows.map((row) => `| ${row.title} | ${shown(row.ours)} | ${row.baseline === null ? '–' : `${row.baseline.label}: ${shown(row.baseline)}`} | ${row.figure} | ${row.target} | ${verdict(row)} |`);
  return `# Benchmarks

Written by \`npm run bench -- --document\`. Each row is measured against its baseline in the same run on the same machine, both sides
in turn (ABAB, five rounds after one that does not count); shown are medians with the lowest and highest round in brackets.
Only the compared figure is judged: absolute values say what machine it was.

Machine: ${machine.cores} cores (${machine.model.trim() || 'unnamed'}), ${machine.memoryGb} GB, ${machine.platform}, Node.js ${machine.node}.

| measurement | ours | baseline | compared | target | result |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}

${failures.length === 0 ? 'No row is short.' : `Short or not measured:\n\n${failures.map((one) => `- ${one}`).join('\n')}`}

## What is measured

- **Command → event → read model**: a petition is sent to the gateway 50 times a second; the clock runs from the call to the row in the
  tables of \`reports\`, looked for every 3 ms. Baseline: one message produced and consumed by bare kafkajs at the same rate.
- **Commands with outbox**: transaction, scope, insert and event by our libraries, eight clients in one process. Baseline: the very
  statements of one such command, recorded on their way to the server and sent by bare \`pg\` with new ids, eight clients. HTTP and
  sign-in are in neither.
- **Outbox drain**: the relay reads, sends and marks what waits. Baseline: the same messages from memory by \`sendBatch\`.
- **Catch-up**: the service \`reports\` works off what gathered while it was down. Baseline: bare consumer, one INSERT of 200 rows at a time.
  Both from the first row to the last.
- **GET of one record**: 32 connections through the gateway with a session, permissions and row-level security. Baselines: a Fastify
  handler with the same query, behind a proxy that only passes on, and alone.
- **Idle**: processor time of the services over 20 s, twice, of one core. **Memory**: proportional set size where the system tells it, so that
  the buffers PostgreSQL shares count once.
`;
}
