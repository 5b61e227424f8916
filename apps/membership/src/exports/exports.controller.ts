import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { askExport, cancelExport, getExport, listExports, readExport, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller, StreamableFile } from '@nestjs/common';
import { ExportsService } from './exports.service';

const TYPES = { CSV: 'text/csv; charset=utf-8', XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

@Controller()
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Handle(askExport)
  ask(@Input() input: InputOf<typeof askExport>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof askExport>> {
    return this.exports.ask(input, principal);
  }

  @Handle(listExports)
  list(@Input() input: InputOf<typeof listExports>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listExports>> {
    return this.exports.list(input, principal);
  }

  @Handle(getExport)
  get(@Input() { params }: InputOf<typeof getExport>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getExport>> {
    return this.exports.get(params.id, principal);
  }

  @Handle(readExport)
  async read(@Input() { params }: InputOf<typeof readExport>, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    const { view, bytes } = await this.exports.read(params.id, principal);
    return new StreamableFile(bytes, { type: TYPES[view.format], ...(view.size === null ? {} : { length: view.size }), disposition: `attachment; filename*=UTF-8''${encodeURIComponent(view.fileName)}` });
  }

  @Handle(cancelExport)
  cancel(@Input() { params }: InputOf<typeof cancelExport>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof cancelExport>> {
    return this.exports.cancel(params.id, principal);
  }
}
