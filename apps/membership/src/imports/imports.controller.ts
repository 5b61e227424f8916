import { Readable } from 'node:stream';
import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  cancelImport, checkImport, downloadFaultyRows, getImport, listImportFaults, listImports, openImport, putImportPart, readImportColumns, runImport, undoImport, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller, StreamableFile } from '@nestjs/common';
import { ImportsService } from './imports.service';

@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Handle(openImport)
  open(@Input() input: InputOf<typeof openImport>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof openImport>> {
    return this.imports.open(input, principal);
  }

  @Handle(putImportPart)
  putPart(@Input() input: InputOf<typeof putImportPart>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof putImportPart>> {
    return this.imports.putPart(input, principal);
  }

  @Handle(readImportColumns)
  columns(@Input() input: InputOf<typeof readImportColumns>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof readImportColumns>> {
    return this.imports.columns(input, principal);
  }

  @Handle(checkImport)
  check(@Input() input: InputOf<typeof checkImport>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof checkImport>> {
    return this.imports.check(input, principal);
  }

  @Handle(runImport)
  run(@Input() input: InputOf<typeof runImport>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof runImport>> {
    return this.imports.run(input, principal);
  }

  @Handle(undoImport)
  undo(@Input() input: InputOf<typeof undoImport>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof undoImport>> {
    return this.imports.undo(input, principal);
  }

  @Handle(cancelImport)
  cancel(@Input() input: InputOf<typeof cancelImport>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof cancelImport>> {
    return this.imports.cancel(input, principal);
  }

  @Handle(listImports)
  list(@Input() input: InputOf<typeof listImports>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listImports>> {
    return this.imports.list(input, principal);
  }

  @Handle(listImportFaults)
  faults(@Input() input: InputOf<typeof listImportFaults>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listImportFaults>> {
    return this.imports.faults(input, principal);
  }

  @Handle(downloadFaultyRows)
  async faultyRows(@Input() { params }: InputOf<typeof downloadFaultyRows>, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.imports.faultyRows(params.id, principal), { objectMode: false }), { type: 'text/csv; charset=utf-8', disposition: 'attachment; filename="dong-loi.csv"' });
  }

  @Handle(getImport)
  get(@Input() { params }: InputOf<typeof getImport>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getImport>> {
    return this.imports.get(params.id, principal);
  }
}
