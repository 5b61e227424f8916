import type { RouteContract } from '../core/route';
import { welfareExportRoutes } from './exports.http';
import {
  applyForHousing, changeHousingCase, completeHousingDossier, finishHousingWork, getHousingCase, handOverHouse, listHousingCases, listHousingProgrammes, payHousingCase, readHardship, setHousingProgramme,
} from './housing.http';
import { welfareRuleRoutes } from './rules.http';

/** Every HTTP operation of welfare. */
export const welfareRoutes: readonly RouteContract[] = [
  listHousingCases, getHousingCase, readHardship, applyForHousing, changeHousingCase, completeHousingDossier, payHousingCase, finishHousingWork, handOverHouse, listHousingProgrammes, setHousingProgramme,
  ...welfareRuleRoutes,
  ...welfareExportRoutes,
];
