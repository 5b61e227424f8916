import { reportsExports } from '@doanket/contracts';
import { ExportBookModule, platformSheetsOf } from '@doanket/exports';
import { Module } from '@nestjs/common';
import { reportsSheets } from './reports.sheets';

/** The lists of reports as files. */
@Module({ imports: [ExportBookModule.forRoot({ service: 'reports', routes: reportsExports, sheets: [...reportsSheets, ...platformSheetsOf('reports')] })] })
export class ExportsModule {}
