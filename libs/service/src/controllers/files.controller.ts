import type { Readable } from 'node:stream';
import { Audit } from '@doanket/audit';
import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { type AnswerOf, type DomainService, type FileView, type InputOf, PLATFORM_ROUTES } from '@doanket/contracts';
import { FileNotFound, Files } from '@doanket/files';
import { Transactions } from '@doanket/persistence';
import { Controller, Headers, StreamableFile, type Type } from '@nestjs/common';
import { Handle } from '../http/handle';
import { Input } from '../http/input';
import { RequestInvalid } from '../http/request.errors';

const isAdministrator = ({ kind, post, personId }: Principal): boolean => kind === 'ADMIN' && post === null && personId === null;

/** Files of one service: stored by their sender, read under the scope of the record that owns them. */
export function filesControllerOf(service: DomainService): Type {
  const routes = PLATFORM_ROUTES[service].files;

  @Controller()
  class FilesController {
    constructor(private readonly files: Files, private readonly transactions: Transactions, private readonly audit: Audit) {}

    @Handle(routes.storeFile)
    async store(@Input() { body }: InputOf<typeof routes.storeFile>, @Headers('x-file-name') name: string | undefined, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.storeFile>> {
      const fileName = decodedName(name);
      if (!isStream(body)) throw new RequestInvalid([{ pointer: '/body', detail: 'The file itself is missing' }]);
      const staged = await this.files.stage(body, fileName);
      try {
        if (!isAdministrator(principal)) return await this.transactions.run((tx) => this.files.keep(tx, staged));
        return await this.transactions.runWhole(async (tx) => {
          const file = await this.files.keep(tx, staged, principal.subject);
          await this.audit.record(tx, { action: 'file.store', objectType: 'file', objectId: file.id, unitId: null, after: { sha256: file.sha256 } });
          return file;
        });
      } catch (error) {
        await staged.blob.drop();
        throw error;
      }
    }

    @Handle(routes.getFile)
    get(@Input() { params }: InputOf<typeof routes.getFile>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof routes.getFile>> {
      return this.known(params.id, principal);
    }

    @Handle(routes.readFile)
    async read(@Input() { params }: InputOf<typeof routes.readFile>, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
      const file = await this.known(params.id, principal);
      return new StreamableFile(await this.files.open(file), {
        type: file.contentType, length: file.size, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      });
    }

    /** An administrator acts for no unit: what they sent themselves, and the files of rules, which they may read like everybody. */
    private known(id: string, principal: Principal): Promise<FileView> {
      if (!isAdministrator(principal)) return this.transactions.read((tx) => this.files.get(tx, id));
      return this.transactions.readWhole((tx) => this.files.getOfAccount(tx, id, principal.subject).catch((error: unknown) => {
        if (error instanceof FileNotFound) return this.files.getOwnedAs(tx, id, 'rule');
        throw error;
      }));
    }
  }
  return FilesController;
}

function decodedName(header: string | undefined): string {
  try {
    const name = decodeURIComponent(header ?? '');
    if (name.trim() !== '' && name.length <= 500) return name;
  } catch {
    // Falls through: not percent-encoded text.
  }
  throw new RequestInvalid([{ pointer: '/headers/x-file-name', detail: 'The name of the file, percent-encoded' }]);
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
