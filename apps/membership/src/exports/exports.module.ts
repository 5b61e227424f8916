import { join } from 'node:path';
import { DiskBlobStore } from '@doanket/files';
import { Background, CONFIG } from '@doanket/service';
import { Module } from '@nestjs/common';
import type { MembershipConfig } from '../config';
import { PersonsModule } from '../persons/persons.module';
import { ExportBlobs, ExportJobs } from './export-jobs';
import { ExportLists } from './export-lists';
import { ExportsController } from './exports.controller';
import { ExportsService } from './exports.service';

/** Lists as files. A feature imports this module and registers its lists with `ExportLists`; see `export-list.ts`. */
@Module({
  imports: [PersonsModule],
  controllers: [ExportsController],
  providers: [
    ExportsService, ExportJobs, ExportLists,
    { provide: ExportBlobs, useFactory: (config: MembershipConfig) => new DiskBlobStore(join(config.FILES_DIR, 'membership-exports')), inject: [CONFIG] },
  ],
  exports: [ExportLists],
})
export class ExportsModule {
  constructor(background: Background, jobs: ExportJobs) {
    background.add(jobs.runner);
  }
}
