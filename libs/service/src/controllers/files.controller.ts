import type { Readable } from 'node:stream';
import { type AnswerOf, type DomainService, type InputOf, PLATFORM_ROUTES } from '@doanket/contracts';
import { Files } from '@doanket/files';
import { Transactions } from '@doanket/persistence';
import { Controller, Headers, StreamableFile, type Type } from '@nestjs/common';
import { Handle } from '../http/handle';
import { Input } from '../http/input';
import { RequestInvalid } from '../http/request.errors';

/** Files of one service: stored by their sender, read under the scope of the record that owns them. */
export function filesControllerOf(service: DomainService): Type {
  const routes = PLATFORM_ROUTES[service].files;

  @Controller()
  class FilesController {
    constructor(private readonly files: Files, private readonly transactions: Transactions) {}

    @Handle(routes.storeFile)
    async store(@Input() { body }: InputOf<typeof routes.storeFile>, @Headers('x-file-name') name: string | undefined): Promise<AnswerOf<typeof routes.storeFile>> {
      const fileName = decodedName(name);
      if (!isStream(body)) throw new RequestInvalid([{ pointer: '/body', detail: 'The file itself is missing' }]);
      const staged = await this.files.stage(body, fileName);
      try {
        return await this.transactions.run((tx) => this.files.keep(tx, staged));
      } catch (error) {
        await staged.blob.drop();
        throw error;
      }
    }

    @Handle(routes.getFile)
    get(@Input() { params }: InputOf<typeof routes.getFile>): Promise<AnswerOf<typeof routes.getFile>> {
      return this.transactions.read((tx) => this.files.get(tx, params.id));
    }

    @Handle(routes.readFile)
    async read(@Input() { params }: InputOf<typeof routes.readFile>): Promise<StreamableFile> {
      const file = await this.transactions.read((tx) => this.files.get(tx, params.id));
      return new StreamableFile(await this.files.open(file), {
        type: file.contentType, length: file.size, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      });
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
