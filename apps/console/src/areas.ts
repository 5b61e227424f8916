import { organisationArea } from './organisation/organisation.area';
import { reportsArea } from './reports/reports.area';
import type { Area, AreaPage } from './shell/areas';

/** All areas, in the order of the navigation. */
export const AREAS: readonly Area[] = [organisationArea, reportsArea];

/** Pages that need no sign-in. */
export const PUBLIC_PAGES: readonly AreaPage[] = [];
