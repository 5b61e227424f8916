import { awardsExports } from '@doanket/contracts';
import { ExportBookModule, platformSheetsOf } from '@doanket/exports';
import { Module } from '@nestjs/common';
import { awardsSheets } from './awards.sheets';

/** The lists of awards as files. */
@Module({ imports: [ExportBookModule.forRoot({ service: 'awards', routes: awardsExports, sheets: [...awardsSheets, ...platformSheetsOf('awards')] })] })
export class ExportsModule {}
