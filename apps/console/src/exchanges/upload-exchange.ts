import { closeExchange, EXCHANGE_PART_BYTES, type ExchangeView, openExchange, putExchangePart, type InputOf } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { call } from '../api/call';
import type { JobTools } from '../patterns/job/jobs';

type Announced = Omit<InputOf<typeof openExchange>['body'], 'fileName' | 'sha256' | 'signature' | 'totals'>;

/** How a file of that name is read; null where it is none of ours. */
export function formatOf(name: string): 'CSV' | 'XLSX' | 'XML' | null {
  const end = name.toLowerCase().split('.').at(-1);
  return end === 'csv' ? 'CSV' : end === 'xlsx' ? 'XLSX' : end === 'xml' ? 'XML' : null;
}

/** SHA-256 as the ledger names a file: 64 small hexadecimal digits. */
export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Announces a file by its hash, sends it part by part and says that it is whole. One that was sent before is not sent again. */
export async function uploadExchange(file: File, announced: Announced, { signal, progress }: JobTools): Promise<ExchangeView> {
  const bytes = await file.arrayBuffer();
  const opened = await call(openExchange, { body: { ...announced, totals: {}, fileName: file.name, sha256: await sha256Of(bytes) } }, { idempotencyKey: newId(), signal });
  if (opened.duplicate && opened.state !== 'OPEN') return opened;
  for (let part = 0; part * EXCHANGE_PART_BYTES < file.size; part += 1) {
    progress(part * EXCHANGE_PART_BYTES, file.size);
    await call(putExchangePart, { params: { id: opened.id, part }, body: new File([bytes.slice(part * EXCHANGE_PART_BYTES, (part + 1) * EXCHANGE_PART_BYTES)], 'part') }, { signal });
  }
  progress(file.size, file.size);
  return call(closeExchange, { params: { id: opened.id } }, { idempotencyKey: newId(), signal });
}
