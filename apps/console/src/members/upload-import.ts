import { IMPORT_PART_BYTES, openImport, putImportPart, type ImportView } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { call } from '../api/call';
import type { JobTools } from '../patterns/job/jobs';

/** Sends a part again after a lost line, so many times. */
const TRIES = 4;
const WAIT_MS = 1_500;

/** Opens an import and sends its file part by part: a lost line costs one part. */
export async function uploadImport(file: File, body: { defaultUnitCode?: string; defaultAdmittedOn?: string }, { signal, progress }: JobTools): Promise<ImportView> {
  const opened = await call(openImport, { body: { fileName: file.name, ...body } }, { idempotencyKey: newId(), signal });
  for (let part = 0; part * IMPORT_PART_BYTES < file.size; part += 1) {
    progress(part * IMPORT_PART_BYTES, file.size);
    const bytes = new File([file.slice(part * IMPORT_PART_BYTES, (part + 1) * IMPORT_PART_BYTES)], 'part');
    await patiently(() => call(putImportPart, { params: { id: opened.id, part }, body: bytes }, { signal }), signal);
  }
  progress(file.size, file.size);
  return opened;
}

async function patiently<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const status = (error as { status?: number }).status ?? 0;
      if (attempt === TRIES || signal.aborted || (status >= 400 && status < 500)) throw error;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS * attempt));
    }
  }
}
