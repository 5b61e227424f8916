import { i18n } from '../i18n';
import type { Filter } from '../patterns/list/list-types';
import { findClusters, findIndicators, findMovements, findRounds, findUnitChoices } from './lookups';

/** Filters by things that have a page of their own: found by name, kept in the address by code. */
export const unitFilter = (label = i18n.t('organisation.unit')): Filter => ({ key: 'unit', label, lookup: { of: 'units', find: findUnitChoices } });
export const roundFilter = (label = i18n.t('rounds.round')): Filter => ({ key: 'round', label, lookup: { of: 'rounds', find: findRounds, atOnce: true } });
export const movementFilter = (label = i18n.t('movements.movement')): Filter => ({ key: 'movement', label, lookup: { of: 'movements', find: findMovements, atOnce: true } });
export const clusterFilter = (label: string): Filter => ({ key: 'cluster', label, lookup: { of: 'clusters', find: findClusters, atOnce: true } });
export const indicatorFilter = (label: string): Filter => ({ key: 'indicator', label, lookup: { of: 'indicators', find: findIndicators, atOnce: true } });
