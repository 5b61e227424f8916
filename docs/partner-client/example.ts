/**
 * A month's C12 notice of one employer, sent as a partner: send, send again, wait for the outcome, read the row errors.
 * Settings come from the environment: API_URL, TOKEN_URL, CLIENT_ID, CLIENT_SECRET, ENTERPRISE_CODE, MONTH (2025-05), SEQUENCE_NO.
 */
import { DoanKetClient, ProblemError } from './client';

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing`);
  return value;
}

async function main(): Promise<void> {
  const client = new DoanKetClient({ apiUrl: setting('API_URL'), tokenUrl: setting('TOKEN_URL'), clientId: setting('CLIENT_ID'), clientSecret: setting('CLIENT_SECRET') });
  const month = setting('MONTH');
  const message = {
    kind: 'C12_NOTICE' as const, period: month, sequenceNo: Number(setting('SEQUENCE_NO')), totals: { dueVnd: 2_000_000, paidVnd: 1_500_000 },
    rows: [
      { enterpriseCode: setting('ENTERPRISE_CODE'), month, insuredWorkers: 10, payrollVnd: 100_000_000, dueVnd: 2_000_000, paidVnd: 1_500_000 },
      { enterpriseCode: '123', month, insuredWorkers: 1, payrollVnd: 0, dueVnd: 0, paidVnd: 0 },
    ],
  };
  // The key belongs to the message, not to the attempt: after a lost line the same key is sent again and nothing happens twice.
  const key = `c12-${month}-${message.sequenceNo}`;
  const sent = await client.sendExchangeMessage(message, key);
  console.log(`sent ${sent.kind} no. ${sent.sequenceNo}: ${sent.state}, duplicate=${sent.duplicate}`);
  const again = await client.sendExchangeMessage(message, key);
  console.log(`sent again: same entry ${again.id === sent.id}, duplicate=${again.duplicate}`);

  let entry = await client.getExchange(sent.id);
  while (entry.state === 'RECEIVED' || entry.state === 'VALIDATED') {
    await new Promise((resolve) => setTimeout(resolve, 500));
    entry = await client.getExchange(sent.id);
  }
  console.log(`${entry.state}: ${entry.counts.matched} matched, ${entry.counts.refused} refused`);
  const { items } = await client.listExchangeRows(sent.id, { state: 'REFUSED', limit: 100 });
  for (const row of items) for (const fault of row.faults) console.log(`row ${row.row}: ${fault.code} in ${fault.column ?? 'the row'}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof ProblemError ? JSON.stringify(error.problem) : error);
  process.exitCode = 1;
});
