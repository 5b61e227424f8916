import { campaignsExports } from '@doanket/contracts';
import { ExportBookModule, platformSheetsOf } from '@doanket/exports';
import { Module } from '@nestjs/common';
import { campaignsSheets } from './campaigns.sheets';

/** The lists of campaigns as files. */
@Module({ imports: [ExportBookModule.forRoot({ service: 'campaigns', routes: campaignsExports, sheets: [...campaignsSheets, ...platformSheetsOf('campaigns')] })] })
export class ExportsModule {}
