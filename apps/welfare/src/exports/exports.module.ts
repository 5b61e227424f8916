import { welfareExports } from '@doanket/contracts';
import { ExportBookModule, platformSheetsOf } from '@doanket/exports';
import { Module } from '@nestjs/common';
import { welfareSheets } from './welfare.sheets';

/** The lists of welfare as files. */
@Module({ imports: [ExportBookModule.forRoot({ service: 'welfare', routes: welfareExports, sheets: [...welfareSheets, ...platformSheetsOf('welfare')] })] })
export class ExportsModule {}
