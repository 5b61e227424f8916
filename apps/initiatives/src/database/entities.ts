import { ExportJob } from '@doanket/exports';
import { Initiative } from '../initiatives/initiative.entity';

/** Every mapped table of initiatives; the others are read and written as SQL, many rows at a time. */
export const entities = [Initiative, ExportJob];
