import { ExportJob } from '@doanket/exports';
import { HousingCase } from '../housing/housing-case.entity';

/** Every mapped table of welfare; programmes and payments are read and written as SQL. */
export const entities = [HousingCase, ExportJob];
