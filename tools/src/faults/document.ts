import type { Result } from './result';

/** What stands behind this line in the document is written by the run. */
const RUN = '<!-- run -->';

/** The document with the table of this run in place of the one before. Written by `npm run faults -- --document`, not by hand. */
export function withRun(document: string, results: readonly Result[], machine: string): string {
  const [rules = ''] = document.split(RUN);
  const failed = results.filter(({ faults }) => faults.length > 0);
  return `${rules.trimEnd()}

${RUN}
## The last full run

Machine: ${machine}.

Sent and acknowledged are calls of the ledger (for a job: its rows); "again" are events the broker holds more than once, which the
inboxes drop.

| case | sent | acknowledged | repeats | rows | events | again | seconds | result |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${results.map(row).join('\n')}

${failed.length === 0 ? `All ${results.length} cases passed.` : failed.map(({ name, faults }) => `- ${name}: ${faults[0] ?? ''}`).join('\n')}
`;
}

function row({ title, findings, seconds, faults }: Result): string {
  const cells = [findings?.sent, findings?.acknowledged, findings?.repeats, findings?.rows, findings?.events, findings?.duplicateDeliveries, seconds];
  return `| ${[title, ...cells.map((cell) => String(cell ?? '–')), faults.length === 0 ? 'PASS' : 'FAIL'].join(' | ')} |`;
}
