import type { UnitRefView } from '@doanket/contracts';
import { codeText } from '../patterns/code/code-text';

/** Short words beside a unit's name: its type, and its state where that is not plain. */
export function unitNotes(unit: Pick<UnitRefView, 'type' | 'state'>): string[] {
  return unit.state === 'ACTIVE' ? [codeText(`UNIT_${unit.type}`)] : [codeText(`UNIT_${unit.type}`), codeText(unit.state)];
}
