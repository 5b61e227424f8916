import { checkImport, getImport, openImport, readImportColumns, runImport, type ImportMode, type ImportView } from '@doanket/contracts';
import type { GatewaySession } from '../support/gateway-session';

const API = '/api/membership';
const POLL_MS = 200;

/** How long the steps of an import took, in seconds. */
export interface Imported { readonly id: string; readonly rows: number; readonly sent: number; readonly checked: number; readonly written: number }

/** What an import is asked for. `seen` is told its state whenever it is looked at. */
export interface ImportWish { readonly fileName: string; readonly basis: string; readonly mode?: ImportMode; readonly seen?: (view: ImportView) => void }

/** Sends a file by the import door up to its preview: parts, columns as guessed, check. Throws when a row is faulty. */
export async function previewFile(officer: GatewaySession, pieces: Iterable<Buffer>, { fileName, seen }: ImportWish): Promise<{ id: string; rows: number; sent: number; checked: number }> {
  const began = performance.now();
  const opened = await officer.post<ImportView>(`${API}${openImport.path}`, { fileName });
  let part = 0;
  for (const piece of pieces) {
    await officer.put(`${API}/imports/${opened.id}/parts/${part}`, piece, { headers: { 'content-type': 'application/octet-stream' } });
    part += 1;
  }
  const sent = performance.now();
  const { columns } = await officer.get<{ columns: { guess: string | null }[] }>(`${API}${readImportColumns.path.replace(':id', opened.id)}`, { timeoutMs: 300_000 });
  await officer.post(`${API}${checkImport.path.replace(':id', opened.id)}`, { mapping: columns.map(({ guess }) => guess) });
  const checked = await settled(officer, opened.id, seen);
  if (checked.state !== 'CHECKED' || (checked.counts?.faulty ?? 1) > 0) throw new Error(`The preview says ${checked.state}, ${checked.failure ?? ''} ${JSON.stringify(checked.counts)}`);
  return { id: opened.id, rows: checked.counts?.total ?? 0, sent: seconds(began, sent), checked: seconds(sent, performance.now()) };
}

/** Lets the rows of a preview be written and waits for the end. */
export async function writePreview(officer: GatewaySession, id: string, { basis, mode = 'ALL', seen }: ImportWish): Promise<ImportView> {
  await officer.post(`${API}${runImport.path.replace(':id', id)}`, { mode, basis });
  const done = await settled(officer, id, seen);
  if (done.state !== 'DONE') throw new Error(`The import ended as ${done.state} ${done.failure ?? ''}`);
  return done;
}

/** The whole way of a file through the import door. */
export async function importFile(officer: GatewaySession, pieces: Iterable<Buffer>, wish: ImportWish): Promise<Imported> {
  const preview = await previewFile(officer, pieces, wish);
  const began = performance.now();
  await writePreview(officer, preview.id, wish);
  return { ...preview, written: seconds(began, performance.now()) };
}

/** Asks until nothing runs any more. */
export async function settled(officer: GatewaySession, id: string, seen?: (view: ImportView) => void): Promise<ImportView> {
  for (;;) {
    const view = await officer.get<ImportView>(`${API}${getImport.path.replace(':id', id)}`);
    seen?.(view);
    if (view.state !== 'CHECKING' && view.state !== 'RUNNING') return view;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const seconds = (from: number, to: number): number => (to - from) / 1_000;
