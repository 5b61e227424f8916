import { join } from 'node:path';
import { DiskBlobStore } from '@doanket/files';
import { Background, CONFIG } from '@doanket/service';
import { Module } from '@nestjs/common';
import type { MembershipConfig } from '../config';
import { FailPointsModule } from '../fail-points/fail-points.module';
import { PersonsModule } from '../persons/persons.module';
import { ImportBlobs, ImportFiles } from './import-files';
import { ImportJobs } from './import-jobs';
import { ImportMappings } from './import-mappings';
import { ImportMatchQueries } from './import-match.queries';
import { ImportUndoQueries } from './import-undo.queries';
import { ImportWriteQueries } from './import-write.queries';
import { ImportsController } from './imports.controller';
import { ImportsService } from './imports.service';

@Module({
  imports: [FailPointsModule, PersonsModule],
  controllers: [ImportsController],
  providers: [
    ImportsService, ImportJobs, ImportFiles, ImportMappings, ImportMatchQueries, ImportWriteQueries, ImportUndoQueries,
    { provide: ImportBlobs, useFactory: (config: MembershipConfig) => new DiskBlobStore(join(config.FILES_DIR, 'membership-imports')), inject: [CONFIG] },
  ],
})
export class ImportsModule {
  constructor(background: Background, jobs: ImportJobs) {
    background.add(jobs.runner);
  }
}
