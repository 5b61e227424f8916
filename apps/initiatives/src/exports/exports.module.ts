import { initiativesExports } from '@doanket/contracts';
import { ExportBookModule, platformSheetsOf } from '@doanket/exports';
import { Module } from '@nestjs/common';
import { initiativesSheets } from './initiatives.sheets';

/** The lists of initiatives as files. */
@Module({ imports: [ExportBookModule.forRoot({ service: 'initiatives', routes: initiativesExports, sheets: [...initiativesSheets, ...platformSheetsOf('initiatives')] })] })
export class ExportsModule {}
