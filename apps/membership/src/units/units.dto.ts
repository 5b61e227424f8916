import type { PostView, UnitRefView, UnitView } from '@doanket/contracts';
import type { PostHeld, UnitOn } from '@doanket/directory';
import type { UnitRow } from './units.queries';

export function toUnitRefView(unit: UnitOn): UnitRefView {
  return { id: unit.unitId, code: unit.code, name: unit.name, type: unit.type, level: unit.level, state: unit.state };
}

export function toUnitView(row: UnitRow): UnitView {
  return {
    ...toUnitRefView(row), bloc: row.bloc, territories: [...row.territories], parentCode: row.parentCode, successorCode: row.successorCode,
    path: row.path.split('.'), validFrom: row.validFrom, validTo: row.validTo, foundedOn: row.foundedOn, childCount: row.childCount,
  };
}

/** `unit` as it was when the post is looked at; `personName` null where it is not known. */
export function toPostView(held: PostHeld, unit: Pick<UnitOn, 'code' | 'name' | 'level'>, personName: string | null): PostView {
  return {
    id: held.postId, unitCode: unit.code, unitName: unit.name, level: unit.level, personId: held.personId, personName, post: held.post, body: held.body,
    acting: held.acting, appointment: held.appointment, fullTime: held.fullTime, validFrom: held.validFrom, validTo: held.validTo,
  };
}
