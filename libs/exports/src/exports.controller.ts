import { CurrentPrincipal, type Principal } from '@doanket/auth';
import type { AnswerOf, ExportRoutes, InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller, StreamableFile, type Type } from '@nestjs/common';
import { ExportDesk } from './export-desk';

const TYPES = { CSV: 'text/csv; charset=utf-8', XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

/** The lists of one service as files. */
export function exportsControllerOf(routes: ExportRoutes): Type {
  @Controller()
  class ExportsController {
    constructor(private readonly desk: ExportDesk) {}

    @Handle(routes.askExport)
    ask(@Input() input: InputOf<ExportRoutes['askExport']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<ExportRoutes['askExport']>> {
      return this.desk.ask(input, principal);
    }

    @Handle(routes.listExports)
    list(@Input() input: InputOf<ExportRoutes['listExports']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<ExportRoutes['listExports']>> {
      return this.desk.list(input, principal);
    }

    @Handle(routes.getExportColumns)
    columns(@Input() input: InputOf<ExportRoutes['getExportColumns']>): AnswerOf<ExportRoutes['getExportColumns']> {
      return this.desk.columns(input);
    }

    @Handle(routes.getExport)
    get(@Input() { params }: InputOf<ExportRoutes['getExport']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<ExportRoutes['getExport']>> {
      return this.desk.get(params.id, principal);
    }

    @Handle(routes.readExport)
    async read(@Input() { params }: InputOf<ExportRoutes['readExport']>, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
      const { view, bytes } = await this.desk.read(params.id, principal);
      return new StreamableFile(bytes, { type: TYPES[view.format], ...(view.size === null ? {} : { length: view.size }), disposition: `attachment; filename*=UTF-8''${encodeURIComponent(view.fileName)}` });
    }

    @Handle(routes.cancelExport)
    cancel(@Input() { params }: InputOf<ExportRoutes['cancelExport']>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<ExportRoutes['cancelExport']>> {
      return this.desk.cancel(params.id, principal);
    }
  }
  return ExportsController;
}
