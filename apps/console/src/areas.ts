import { awardsArea, certificateCheck } from './awards/awards.area';
import { decisionsArea } from './decisions/decisions.area';
import { dossiersArea } from './dossiers/dossiers.area';
import { emulationArea } from './emulation.area';
import { employersArea } from './employers.area';
import { initiativesArea } from './initiatives/initiatives.area';
import { cardCheck, membersArea } from './members/members.area';
import { moneyArea } from './money.area';
import { officersArea } from './officers.area';
import { organisationArea } from './organisation/organisation.area';
import { petitionsArea } from './petitions/petitions.area';
import { reportsArea } from './reports/reports.area';
import { rulesArea } from './rules/rules.area';
import type { Area, AreaPage } from './shell/areas';
import { systemArea } from './system/system.area';
import { welfareArea } from './welfare/welfare.area';
import { workArea } from './work/work.area';

/** All areas, in the order of the navigation. */
export const AREAS: readonly Area[] = [
  workArea, dossiersArea, organisationArea, membersArea, officersArea, employersArea, moneyArea, emulationArea, initiativesArea, welfareArea, awardsArea, petitionsArea, reportsArea, decisionsArea, rulesArea, systemArea,
];

/** Pages that need no sign-in. */
export const PUBLIC_PAGES: readonly AreaPage[] = [certificateCheck, cardCheck];
