import type { RouteContract } from '../core/route';
import { awardTitles, checkCertificate, chooseDelegates, correctCertificate, getHolding, listHoldings, printCertificate, printCertificates, revokeAward } from './holdings.http';
import { changeNomination, fileNomination, getNomination, holdCouncil, listCouncilSessions, listNominations } from './nominations.http';
import { addTitle, listQuotas, listTitles, setQuota } from './titles.http';

/** Every HTTP operation of awards. */
export const awardsRoutes: readonly RouteContract[] = [
  listTitles, addTitle, listQuotas, setQuota, listNominations, getNomination, fileNomination, changeNomination, holdCouncil, listCouncilSessions,
  listHoldings, getHolding, awardTitles, chooseDelegates, correctCertificate, revokeAward, printCertificate, printCertificates, checkCertificate,
];
