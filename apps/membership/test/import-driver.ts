import { checkImport, getImport, IMPORT_PART_BYTES, openImport, readImportColumns, runImport, type ImportField, type ImportMode, type ImportView, type InputOf } from '@doanket/contracts';
import type { Caller } from '@doanket/testing';
import { ImportJobs } from '../src/imports/import-jobs';
import type { MembershipApp } from './membership-app';

type Opening = Partial<InputOf<typeof openImport>['body']>;

/** Takes a file through the import as the console does. */
export class ImportDriver {
  constructor(private readonly app: MembershipApp, private readonly caller: Caller) {}

  get api() {
    return this.app.api.as(this.caller);
  }

  async upload(content: string | Buffer, over: Opening = {}): Promise<ImportView> {
    const opened = await this.api.call(openImport, { body: { fileName: 'danh-sach.csv', ...over } }).expect(201);
    await this.parts(opened.id, Buffer.from(content));
    return opened;
  }

  async parts(id: string, bytes: Buffer): Promise<void> {
    for (let part = 0; part * IMPORT_PART_BYTES < bytes.length; part += 1) {
      await this.api.put(`/imports/${id}/parts/${part}`, bytes.subarray(part * IMPORT_PART_BYTES, (part + 1) * IMPORT_PART_BYTES), { headers: { 'content-type': 'application/octet-stream' } }).expect(200);
    }
  }

  async guess(id: string): Promise<(ImportField | null)[]> {
    return (await this.api.call(readImportColumns, { params: { id } }).expect(200)).columns.map(({ guess }) => guess);
  }

  /** Up to the preview, under the guessed columns. */
  async preview(content: string | Buffer, over: Opening = {}): Promise<ImportView> {
    const { id } = await this.upload(content, over);
    await this.api.call(checkImport, { params: { id }, body: { mapping: await this.guess(id) } }).expect(200);
    return this.settled(id);
  }

  async run(id: string, mode: ImportMode = 'ALL'): Promise<ImportView> {
    await this.api.call(runImport, { params: { id }, body: { mode, basis: 'Danh sách số 12/DS-CĐ ngày 1/3/2026' } }).expect(200);
    return this.settled(id);
  }

  async settled(id: string): Promise<ImportView> {
    await this.app.test.get(ImportJobs).runner.runDue();
    return this.api.call(getImport, { params: { id } }).expect(200);
  }

  async import(content: string | Buffer, mode: ImportMode = 'ALL', over: Opening = {}): Promise<ImportView> {
    const { id } = await this.preview(content, over);
    return this.run(id, mode);
  }
}
