import type { RouteContract } from '../core/route';
import { awardsExportRoutes } from './exports.http';
import { awardTitles, checkCertificate, chooseDelegates, correctCertificate, getHolding, listHoldings, presentAwards, printCertificate, printCertificates, revokeAward } from './holdings.http';
import { changeNomination, fileNomination, getNomination, holdCouncil, listCouncilSessions, listNominations } from './nominations.http';
import { listQuotas, listTitles, proposeTitle, setQuota } from './titles.http';
import { awardsRuleRoutes } from './rules.http';

/** Every HTTP operation of awards. */
export const awardsRoutes: readonly RouteContract[] = [
  listTitles, proposeTitle, listQuotas, setQuota, listNominations, getNomination, fileNomination, changeNomination, holdCouncil, listCouncilSessions,
  listHoldings, getHolding, awardTitles, chooseDelegates, presentAwards, correctCertificate, revokeAward, printCertificate, printCertificates, checkCertificate,
  ...awardsRuleRoutes,
  ...awardsExportRoutes,
];
